// Made of /openapi.json: `UPDATE_GOLDEN=1` with documentAlone.test.ts writes it anew, for another review.

/** What is sent and answered, by its name in the document. */
export interface Schemas {
  readonly "ActiveHour": { readonly "hour": string; readonly "users": number }
  readonly "Activity": { readonly "user_id"?: string; readonly "metric": string; readonly "quantity"?: (number | string); readonly "at": string; readonly "source"?: string; readonly "key"?: string; readonly "revision"?: number; readonly "void"?: boolean; readonly "note"?: string; readonly "evidence"?: string }
  readonly "ActivityInChallenge": { readonly "challenge_id": string; readonly "outcome": ("accepted" | "exists" | "replaced" | "voided" | "outdated" | "quarantined" | "refused" | "unusable"); readonly "limit"?: ("per_activity" | "per_day"); readonly "reason"?: string; readonly "field"?: string; readonly "detail"?: string }
  readonly "ActivityLogged": { readonly "user_id": string; readonly "metric": string; readonly "quantity": string; readonly "at": string; readonly "received_at": string; readonly "source": string; readonly "key": string; readonly "revision": number; readonly "void": boolean; readonly "note"?: string; readonly "evidence"?: string; readonly "state": ("counts" | "released" | "void" | "superseded" | "quarantined" | "refused" | "rejected"); readonly "limit"?: ("per_activity" | "per_day"); readonly "reason"?: string; readonly "field"?: string }
  readonly "ActivityOutcome": { readonly "outcome": ("accepted" | "exists" | "replaced" | "voided" | "outdated" | "quarantined" | "refused"); readonly "limit"?: ("per_activity" | "per_day"); readonly "reason"?: string; readonly "field"?: string }
  readonly "ActivityReviewed": { readonly "outcome": ("released" | "rejected"); readonly "user_id": string; readonly "metric": string; readonly "quantity": string; readonly "at": string }
  readonly "ActivityShown": { readonly "metric": string; readonly "quantity": string; readonly "at": string; readonly "source": string; readonly "key": string }
  readonly "ActivitySynced": { readonly "outcome": ("recorded" | "no_challenge" | "unusable" | "forbidden"); readonly "challenges": ReadonlyArray<Schemas["ActivityInChallenge"]>; readonly "detail"?: string }
  readonly "ActivityUnusable": { readonly "outcome": ("unusable" | "forbidden"); readonly "detail": string }
  readonly "Adjustment": { readonly "id": string; readonly "participant_id": string; readonly "amount": string; readonly "reason": string; readonly "by": string; readonly "at": string; readonly "reversal"?: { readonly "reason": string; readonly "by": string; readonly "at": string } }
  readonly "Amendment": { readonly "status"?: ("active" | "withdrawn" | "disqualified"); readonly "eligibility"?: (("ranked_not_paid" | "excluded" | "unverified") | null); readonly "handicap"?: (string | number | null); readonly "categories"?: ReadonlyArray<string> }
  readonly "AuditEntry": { readonly "seq": number; readonly "at": string; readonly "actor": string; readonly "action": string; readonly "channel": string; readonly "address"?: string; readonly "agent"?: string; readonly "before": string; readonly "after": string; readonly "previous": string; readonly "hash": string }
  readonly "AuditHead": { readonly "scope": string; readonly "seq": number; readonly "hash": string }
  readonly "AuditVerdict": { readonly "same": boolean; readonly "head": Schemas["AuditHead"]; readonly "finding"?: { readonly "seq": number; readonly "problem": string } }
  readonly "BoardPage": { readonly "board": string; readonly "version": number; readonly "count": number; readonly "unit": string; readonly "data": ReadonlyArray<Schemas["Place"]>; readonly "has_more": boolean; readonly "next_cursor"?: string; readonly "has_moved": boolean }
  readonly "BoardRows": { readonly "board": string; readonly "version": number; readonly "count": number; readonly "unit": string; readonly "data": ReadonlyArray<Schemas["Place"]> }
  readonly "CancelOutcome": { readonly "challenge_id": string; readonly "outcome": ("cancelled" | "refused"); readonly "state"?: string; readonly "code"?: string; readonly "detail"?: string }
  readonly "Challenge": { readonly "id": string; readonly "name": string; readonly "description"?: string; readonly "state": ("draft" | "published" | "running" | "closing" | "final" | "settled" | "cancelled"); readonly "version": number; readonly "organiser": string; readonly "visibility": ("public" | "circle" | "invite"); readonly "featured": boolean; readonly "window": { readonly "start": string; readonly "end": string }; readonly "entries": { readonly "open"?: string; readonly "close": string }; readonly "grace_ends": string; readonly "rules_hash"?: string; readonly "standings_hash"?: string; readonly "frozen_at"?: string; readonly "series_ended_at"?: string; readonly "reason"?: string; readonly "next"?: { readonly "step": string; readonly "due": string }; readonly "allows": ReadonlyArray<("reviseChallenge" | "publishChallenge" | "freezeBoard" | "unfreezeBoard" | "upholdDispute" | "correctSettlement" | "planSettlement" | "applyPlan" | "endSeries" | "cancelChallenge" | "amendParticipant" | "leaveChallenge" | "reviewActivity" | "adjustScore" | "reverseAdjustment" | "depositMoney")>; readonly "definition": { readonly "_v"?: 1; readonly "id": string; readonly "name": string; readonly "description"?: string; readonly "zone": string; readonly "dayZone"?: ("challenge" | "participant"); readonly "dayStartsAt"?: number; readonly "window": { readonly "start": string; readonly "end": string }; readonly "graceHours"?: number; readonly "disputeHours"?: number; readonly "freezeAt"?: string; readonly "visibility"?: ("public" | "circle" | "invite"); readonly "circle"?: string; readonly "featured"?: boolean; readonly "entries"?: { readonly "opens"?: string; readonly "closes"?: string; readonly "minimum"?: number; readonly "maximum"?: number }; readonly "divisions"?: ReadonlyArray<string>; readonly "teams"?: { readonly "minimum"?: number; readonly "maximum"?: number; readonly "score": ({ readonly "_tag": "Sum" } | { readonly "_tag": "Mean"; readonly "decimals": number } | { readonly "_tag": "Best"; readonly "k": number }) }; readonly "metrics": readonly [{ readonly "name": string; readonly "unit"?: string; readonly "decimals"?: number; readonly "daily"?: ("sum" | "latest" | "best"); readonly "direction"?: ("highest" | "lowest"); readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "plausible"?: { readonly "perActivity"?: (string | number); readonly "perDay"?: (string | number) }; readonly "sources"?: readonly [string, ...ReadonlyArray<string>] }, ...ReadonlyArray<{ readonly "name": string; readonly "unit"?: string; readonly "decimals"?: number; readonly "daily"?: ("sum" | "latest" | "best"); readonly "direction"?: ("highest" | "lowest"); readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "plausible"?: { readonly "perActivity"?: (string | number); readonly "perDay"?: (string | number) }; readonly "sources"?: readonly [string, ...ReadonlyArray<string>] }>]; readonly "score": Schemas["ScoringRule"]; readonly "measures"?: Readonly<Record<string, Schemas["ScoringRule"]>>; readonly "ranking"?: { readonly "direction"?: ("highest" | "lowest"); readonly "tieBreaks"?: ReadonlyArray<({ readonly "_tag": "EarliestReached" } | { readonly "_tag": "MoreActiveDays" } | { readonly "_tag": "Measure"; readonly "measure": string; readonly "direction"?: ("highest" | "lowest") } | { readonly "_tag": "EarlierEntry" })>; readonly "ranks"?: ("standard" | "modified" | "dense" | "ordinal" | "fractional") }; readonly "currency"?: string; readonly "prizes"?: { readonly "_v"?: 1; readonly "funding"?: { readonly "entryFee"?: (string | readonly [{ readonly "until": string; readonly "amount": string }, ...ReadonlyArray<{ readonly "until": string; readonly "amount": string }>]); readonly "sponsor"?: string; readonly "guaranteed"?: string; readonly "carryOver"?: string; readonly "scaling"?: { readonly "basis": number; readonly "floor"?: (string | number) } }; readonly "deductions"?: ReadonlyArray<({ readonly "_tag": "PlatformFee"; readonly "percent"?: (string | number); readonly "perEntry"?: string; readonly "fixed"?: string; readonly "min"?: string; readonly "max"?: string } | { readonly "_tag": "Charity"; readonly "percent"?: (string | number); readonly "perEntry"?: string; readonly "fixed"?: string; readonly "min"?: string; readonly "max"?: string })>; readonly "noLoseFloor"?: boolean; readonly "stages": readonly [{ readonly "name": string; readonly "weight"?: (string | number); readonly "board"?: ({ readonly "_tag": "Overall" } | { readonly "_tag": "Division"; readonly "division": string } | { readonly "_tag": "Teams"; readonly "split"?: ("Equal" | "ByScore") }); readonly "by"?: { readonly "measure": string; readonly "direction"?: ("highest" | "lowest") }; readonly "awards": readonly [({ readonly "_tag": "AmountPerPlace"; readonly "amounts": readonly [string, ...ReadonlyArray<string>]; readonly "categories"?: ReadonlyArray<{ readonly "category": string; readonly "amount": string }>; readonly "ascending"?: boolean } | { readonly "_tag": "SharePerPlace"; readonly "shares": readonly [(string | number), ...ReadonlyArray<(string | number)>]; readonly "of"?: ("pool" | "gross"); readonly "beyond"?: { readonly "first": (string | number); readonly "step": (string | number) }; readonly "ascending"?: boolean } | { readonly "_tag": "Tier"; readonly "measure"?: string; readonly "tiers": readonly [{ readonly "atLeast": number; readonly "amount": string }, ...ReadonlyArray<{ readonly "atLeast": number; readonly "amount": string }>] } | { readonly "_tag": "EqualSplit"; readonly "measure"?: string; readonly "atLeast"?: number } | { readonly "_tag": "TopFraction"; readonly "fraction": (string | number); readonly "rounding"?: ("down" | "up") } | { readonly "_tag": "Proportional"; readonly "measure"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number }; readonly "minimumShare"?: (string | number); readonly "price"?: { readonly "step": (string | number); readonly "minimum"?: { readonly "price": (string | number); readonly "below": (string | number) } } } | { readonly "_tag": "LinearByRank"; readonly "places"?: number } | { readonly "_tag": "AmountPerEvent"; readonly "measure"?: string; readonly "amount": string } | { readonly "_tag": "Bonus"; readonly "measure"?: string; readonly "atLeast": number; readonly "amount": string } | { readonly "_tag": "WinnerTakesAll" } | { readonly "_tag": "Draw"; readonly "winners": number; readonly "commitment": string; readonly "amount"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number } } | { readonly "_tag": "ItemPerPlace"; readonly "items": readonly [string, ...ReadonlyArray<string>] }), ...ReadonlyArray<({ readonly "_tag": "AmountPerPlace"; readonly "amounts": readonly [string, ...ReadonlyArray<string>]; readonly "categories"?: ReadonlyArray<{ readonly "category": string; readonly "amount": string }>; readonly "ascending"?: boolean } | { readonly "_tag": "SharePerPlace"; readonly "shares": readonly [(string | number), ...ReadonlyArray<(string | number)>]; readonly "of"?: ("pool" | "gross"); readonly "beyond"?: { readonly "first": (string | number); readonly "step": (string | number) }; readonly "ascending"?: boolean } | { readonly "_tag": "Tier"; readonly "measure"?: string; readonly "tiers": readonly [{ readonly "atLeast": number; readonly "amount": string }, ...ReadonlyArray<{ readonly "atLeast": number; readonly "amount": string }>] } | { readonly "_tag": "EqualSplit"; readonly "measure"?: string; readonly "atLeast"?: number } | { readonly "_tag": "TopFraction"; readonly "fraction": (string | number); readonly "rounding"?: ("down" | "up") } | { readonly "_tag": "Proportional"; readonly "measure"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number }; readonly "minimumShare"?: (string | number); readonly "price"?: { readonly "step": (string | number); readonly "minimum"?: { readonly "price": (string | number); readonly "below": (string | number) } } } | { readonly "_tag": "LinearByRank"; readonly "places"?: number } | { readonly "_tag": "AmountPerEvent"; readonly "measure"?: string; readonly "amount": string } | { readonly "_tag": "Bonus"; readonly "measure"?: string; readonly "atLeast": number; readonly "amount": string } | { readonly "_tag": "WinnerTakesAll" } | { readonly "_tag": "Draw"; readonly "winners": number; readonly "commitment": string; readonly "amount"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number } } | { readonly "_tag": "ItemPerPlace"; readonly "items": readonly [string, ...ReadonlyArray<string>] })>] }, ...ReadonlyArray<{ readonly "name": string; readonly "weight"?: (string | number); readonly "board"?: ({ readonly "_tag": "Overall" } | { readonly "_tag": "Division"; readonly "division": string } | { readonly "_tag": "Teams"; readonly "split"?: ("Equal" | "ByScore") }); readonly "by"?: { readonly "measure": string; readonly "direction"?: ("highest" | "lowest") }; readonly "awards": readonly [({ readonly "_tag": "AmountPerPlace"; readonly "amounts": readonly [string, ...ReadonlyArray<string>]; readonly "categories"?: ReadonlyArray<{ readonly "category": string; readonly "amount": string }>; readonly "ascending"?: boolean } | { readonly "_tag": "SharePerPlace"; readonly "shares": readonly [(string | number), ...ReadonlyArray<(string | number)>]; readonly "of"?: ("pool" | "gross"); readonly "beyond"?: { readonly "first": (string | number); readonly "step": (string | number) }; readonly "ascending"?: boolean } | { readonly "_tag": "Tier"; readonly "measure"?: string; readonly "tiers": readonly [{ readonly "atLeast": number; readonly "amount": string }, ...ReadonlyArray<{ readonly "atLeast": number; readonly "amount": string }>] } | { readonly "_tag": "EqualSplit"; readonly "measure"?: string; readonly "atLeast"?: number } | { readonly "_tag": "TopFraction"; readonly "fraction": (string | number); readonly "rounding"?: ("down" | "up") } | { readonly "_tag": "Proportional"; readonly "measure"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number }; readonly "minimumShare"?: (string | number); readonly "price"?: { readonly "step": (string | number); readonly "minimum"?: { readonly "price": (string | number); readonly "below": (string | number) } } } | { readonly "_tag": "LinearByRank"; readonly "places"?: number } | { readonly "_tag": "AmountPerEvent"; readonly "measure"?: string; readonly "amount": string } | { readonly "_tag": "Bonus"; readonly "measure"?: string; readonly "atLeast": number; readonly "amount": string } | { readonly "_tag": "WinnerTakesAll" } | { readonly "_tag": "Draw"; readonly "winners": number; readonly "commitment": string; readonly "amount"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number } } | { readonly "_tag": "ItemPerPlace"; readonly "items": readonly [string, ...ReadonlyArray<string>] }), ...ReadonlyArray<({ readonly "_tag": "AmountPerPlace"; readonly "amounts": readonly [string, ...ReadonlyArray<string>]; readonly "categories"?: ReadonlyArray<{ readonly "category": string; readonly "amount": string }>; readonly "ascending"?: boolean } | { readonly "_tag": "SharePerPlace"; readonly "shares": readonly [(string | number), ...ReadonlyArray<(string | number)>]; readonly "of"?: ("pool" | "gross"); readonly "beyond"?: { readonly "first": (string | number); readonly "step": (string | number) }; readonly "ascending"?: boolean } | { readonly "_tag": "Tier"; readonly "measure"?: string; readonly "tiers": readonly [{ readonly "atLeast": number; readonly "amount": string }, ...ReadonlyArray<{ readonly "atLeast": number; readonly "amount": string }>] } | { readonly "_tag": "EqualSplit"; readonly "measure"?: string; readonly "atLeast"?: number } | { readonly "_tag": "TopFraction"; readonly "fraction": (string | number); readonly "rounding"?: ("down" | "up") } | { readonly "_tag": "Proportional"; readonly "measure"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number }; readonly "minimumShare"?: (string | number); readonly "price"?: { readonly "step": (string | number); readonly "minimum"?: { readonly "price": (string | number); readonly "below": (string | number) } } } | { readonly "_tag": "LinearByRank"; readonly "places"?: number } | { readonly "_tag": "AmountPerEvent"; readonly "measure"?: string; readonly "amount": string } | { readonly "_tag": "Bonus"; readonly "measure"?: string; readonly "atLeast": number; readonly "amount": string } | { readonly "_tag": "WinnerTakesAll" } | { readonly "_tag": "Draw"; readonly "winners": number; readonly "commitment": string; readonly "amount"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number } } | { readonly "_tag": "ItemPerPlace"; readonly "items": readonly [string, ...ReadonlyArray<string>] })>] }>]; readonly "ties"?: ("Pool" | "Hort" | "InFull" | "Chain" | "Void"); readonly "acrossLastPlace"?: ("Split" | "Enlarge" | "Break"); readonly "minimumPrize"?: string; readonly "capPerPerson"?: string; readonly "onePrizePerPerson"?: boolean; readonly "ineligible"?: { readonly "place": ("UsesUp" | "MovesUp") }; readonly "mustBeVerified"?: boolean; readonly "unit"?: string; readonly "residual"?: ("Platform" | "Sponsor" | "CarryOver" | "FirstPlace" | "Charity"); readonly "shortfall"?: ("Organiser" | "ScaleDown"); readonly "degenerate"?: { readonly "emptyPool"?: ("NoPrizes" | "PayAsRanked" | "Refund"); readonly "oneEntrant"?: ("PayAsRanked" | "Residual" | "Refund"); readonly "allScoresZero"?: ("PayAsRanked" | "SplitAmongAll" | "Residual" | "Refund"); readonly "noWinner"?: ("Residual" | "SplitAmongAll" | "Redistribute" | "Refund"); readonly "everyoneWins"?: ("PayAsRanked" | "Refund"); readonly "fewerFinishersThanPlaces"?: ("Residual" | "Redistribute" | "Refund") } }; readonly "recurrence"?: { readonly "cron": string } } }
  readonly "ChallengeDefinition": { readonly "_v"?: 1; readonly "id": string; readonly "name": string; readonly "description"?: string; readonly "zone": string; readonly "dayZone"?: ("challenge" | "participant"); readonly "dayStartsAt"?: number; readonly "window": { readonly "start": string; readonly "end": string }; readonly "graceHours"?: number; readonly "disputeHours"?: number; readonly "freezeAt"?: string; readonly "visibility"?: ("public" | "circle" | "invite"); readonly "circle"?: string; readonly "featured"?: boolean; readonly "entries"?: { readonly "opens"?: string; readonly "closes"?: string; readonly "minimum"?: number; readonly "maximum"?: number }; readonly "divisions"?: ReadonlyArray<string>; readonly "teams"?: { readonly "minimum"?: number; readonly "maximum"?: number; readonly "score": ({ readonly "_tag": "Sum" } | { readonly "_tag": "Mean"; readonly "decimals": number } | { readonly "_tag": "Best"; readonly "k": number }) }; readonly "metrics": readonly [{ readonly "name": string; readonly "unit"?: string; readonly "decimals"?: number; readonly "daily"?: ("sum" | "latest" | "best"); readonly "direction"?: ("highest" | "lowest"); readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "plausible"?: { readonly "perActivity"?: (string | number); readonly "perDay"?: (string | number) }; readonly "sources"?: readonly [string, ...ReadonlyArray<string>] }, ...ReadonlyArray<{ readonly "name": string; readonly "unit"?: string; readonly "decimals"?: number; readonly "daily"?: ("sum" | "latest" | "best"); readonly "direction"?: ("highest" | "lowest"); readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "plausible"?: { readonly "perActivity"?: (string | number); readonly "perDay"?: (string | number) }; readonly "sources"?: readonly [string, ...ReadonlyArray<string>] }>]; readonly "score": Schemas["ScoringRule"]; readonly "measures"?: Readonly<Record<string, Schemas["ScoringRule"]>>; readonly "ranking"?: { readonly "direction"?: ("highest" | "lowest"); readonly "tieBreaks"?: ReadonlyArray<({ readonly "_tag": "EarliestReached" } | { readonly "_tag": "MoreActiveDays" } | { readonly "_tag": "Measure"; readonly "measure": string; readonly "direction"?: ("highest" | "lowest") } | { readonly "_tag": "EarlierEntry" })>; readonly "ranks"?: ("standard" | "modified" | "dense" | "ordinal" | "fractional") }; readonly "currency"?: string; readonly "prizes"?: { readonly "_v"?: 1; readonly "funding"?: { readonly "entryFee"?: (string | readonly [{ readonly "until": string; readonly "amount": string }, ...ReadonlyArray<{ readonly "until": string; readonly "amount": string }>]); readonly "sponsor"?: string; readonly "guaranteed"?: string; readonly "carryOver"?: string; readonly "scaling"?: { readonly "basis": number; readonly "floor"?: (string | number) } }; readonly "deductions"?: ReadonlyArray<({ readonly "_tag": "PlatformFee"; readonly "percent"?: (string | number); readonly "perEntry"?: string; readonly "fixed"?: string; readonly "min"?: string; readonly "max"?: string } | { readonly "_tag": "Charity"; readonly "percent"?: (string | number); readonly "perEntry"?: string; readonly "fixed"?: string; readonly "min"?: string; readonly "max"?: string })>; readonly "noLoseFloor"?: boolean; readonly "stages": readonly [{ readonly "name": string; readonly "weight"?: (string | number); readonly "board"?: ({ readonly "_tag": "Overall" } | { readonly "_tag": "Division"; readonly "division": string } | { readonly "_tag": "Teams"; readonly "split"?: ("Equal" | "ByScore") }); readonly "by"?: { readonly "measure": string; readonly "direction"?: ("highest" | "lowest") }; readonly "awards": readonly [({ readonly "_tag": "AmountPerPlace"; readonly "amounts": readonly [string, ...ReadonlyArray<string>]; readonly "categories"?: ReadonlyArray<{ readonly "category": string; readonly "amount": string }>; readonly "ascending"?: boolean } | { readonly "_tag": "SharePerPlace"; readonly "shares": readonly [(string | number), ...ReadonlyArray<(string | number)>]; readonly "of"?: ("pool" | "gross"); readonly "beyond"?: { readonly "first": (string | number); readonly "step": (string | number) }; readonly "ascending"?: boolean } | { readonly "_tag": "Tier"; readonly "measure"?: string; readonly "tiers": readonly [{ readonly "atLeast": number; readonly "amount": string }, ...ReadonlyArray<{ readonly "atLeast": number; readonly "amount": string }>] } | { readonly "_tag": "EqualSplit"; readonly "measure"?: string; readonly "atLeast"?: number } | { readonly "_tag": "TopFraction"; readonly "fraction": (string | number); readonly "rounding"?: ("down" | "up") } | { readonly "_tag": "Proportional"; readonly "measure"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number }; readonly "minimumShare"?: (string | number); readonly "price"?: { readonly "step": (string | number); readonly "minimum"?: { readonly "price": (string | number); readonly "below": (string | number) } } } | { readonly "_tag": "LinearByRank"; readonly "places"?: number } | { readonly "_tag": "AmountPerEvent"; readonly "measure"?: string; readonly "amount": string } | { readonly "_tag": "Bonus"; readonly "measure"?: string; readonly "atLeast": number; readonly "amount": string } | { readonly "_tag": "WinnerTakesAll" } | { readonly "_tag": "Draw"; readonly "winners": number; readonly "commitment": string; readonly "amount"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number } } | { readonly "_tag": "ItemPerPlace"; readonly "items": readonly [string, ...ReadonlyArray<string>] }), ...ReadonlyArray<({ readonly "_tag": "AmountPerPlace"; readonly "amounts": readonly [string, ...ReadonlyArray<string>]; readonly "categories"?: ReadonlyArray<{ readonly "category": string; readonly "amount": string }>; readonly "ascending"?: boolean } | { readonly "_tag": "SharePerPlace"; readonly "shares": readonly [(string | number), ...ReadonlyArray<(string | number)>]; readonly "of"?: ("pool" | "gross"); readonly "beyond"?: { readonly "first": (string | number); readonly "step": (string | number) }; readonly "ascending"?: boolean } | { readonly "_tag": "Tier"; readonly "measure"?: string; readonly "tiers": readonly [{ readonly "atLeast": number; readonly "amount": string }, ...ReadonlyArray<{ readonly "atLeast": number; readonly "amount": string }>] } | { readonly "_tag": "EqualSplit"; readonly "measure"?: string; readonly "atLeast"?: number } | { readonly "_tag": "TopFraction"; readonly "fraction": (string | number); readonly "rounding"?: ("down" | "up") } | { readonly "_tag": "Proportional"; readonly "measure"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number }; readonly "minimumShare"?: (string | number); readonly "price"?: { readonly "step": (string | number); readonly "minimum"?: { readonly "price": (string | number); readonly "below": (string | number) } } } | { readonly "_tag": "LinearByRank"; readonly "places"?: number } | { readonly "_tag": "AmountPerEvent"; readonly "measure"?: string; readonly "amount": string } | { readonly "_tag": "Bonus"; readonly "measure"?: string; readonly "atLeast": number; readonly "amount": string } | { readonly "_tag": "WinnerTakesAll" } | { readonly "_tag": "Draw"; readonly "winners": number; readonly "commitment": string; readonly "amount"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number } } | { readonly "_tag": "ItemPerPlace"; readonly "items": readonly [string, ...ReadonlyArray<string>] })>] }, ...ReadonlyArray<{ readonly "name": string; readonly "weight"?: (string | number); readonly "board"?: ({ readonly "_tag": "Overall" } | { readonly "_tag": "Division"; readonly "division": string } | { readonly "_tag": "Teams"; readonly "split"?: ("Equal" | "ByScore") }); readonly "by"?: { readonly "measure": string; readonly "direction"?: ("highest" | "lowest") }; readonly "awards": readonly [({ readonly "_tag": "AmountPerPlace"; readonly "amounts": readonly [string, ...ReadonlyArray<string>]; readonly "categories"?: ReadonlyArray<{ readonly "category": string; readonly "amount": string }>; readonly "ascending"?: boolean } | { readonly "_tag": "SharePerPlace"; readonly "shares": readonly [(string | number), ...ReadonlyArray<(string | number)>]; readonly "of"?: ("pool" | "gross"); readonly "beyond"?: { readonly "first": (string | number); readonly "step": (string | number) }; readonly "ascending"?: boolean } | { readonly "_tag": "Tier"; readonly "measure"?: string; readonly "tiers": readonly [{ readonly "atLeast": number; readonly "amount": string }, ...ReadonlyArray<{ readonly "atLeast": number; readonly "amount": string }>] } | { readonly "_tag": "EqualSplit"; readonly "measure"?: string; readonly "atLeast"?: number } | { readonly "_tag": "TopFraction"; readonly "fraction": (string | number); readonly "rounding"?: ("down" | "up") } | { readonly "_tag": "Proportional"; readonly "measure"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number }; readonly "minimumShare"?: (string | number); readonly "price"?: { readonly "step": (string | number); readonly "minimum"?: { readonly "price": (string | number); readonly "below": (string | number) } } } | { readonly "_tag": "LinearByRank"; readonly "places"?: number } | { readonly "_tag": "AmountPerEvent"; readonly "measure"?: string; readonly "amount": string } | { readonly "_tag": "Bonus"; readonly "measure"?: string; readonly "atLeast": number; readonly "amount": string } | { readonly "_tag": "WinnerTakesAll" } | { readonly "_tag": "Draw"; readonly "winners": number; readonly "commitment": string; readonly "amount"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number } } | { readonly "_tag": "ItemPerPlace"; readonly "items": readonly [string, ...ReadonlyArray<string>] }), ...ReadonlyArray<({ readonly "_tag": "AmountPerPlace"; readonly "amounts": readonly [string, ...ReadonlyArray<string>]; readonly "categories"?: ReadonlyArray<{ readonly "category": string; readonly "amount": string }>; readonly "ascending"?: boolean } | { readonly "_tag": "SharePerPlace"; readonly "shares": readonly [(string | number), ...ReadonlyArray<(string | number)>]; readonly "of"?: ("pool" | "gross"); readonly "beyond"?: { readonly "first": (string | number); readonly "step": (string | number) }; readonly "ascending"?: boolean } | { readonly "_tag": "Tier"; readonly "measure"?: string; readonly "tiers": readonly [{ readonly "atLeast": number; readonly "amount": string }, ...ReadonlyArray<{ readonly "atLeast": number; readonly "amount": string }>] } | { readonly "_tag": "EqualSplit"; readonly "measure"?: string; readonly "atLeast"?: number } | { readonly "_tag": "TopFraction"; readonly "fraction": (string | number); readonly "rounding"?: ("down" | "up") } | { readonly "_tag": "Proportional"; readonly "measure"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number }; readonly "minimumShare"?: (string | number); readonly "price"?: { readonly "step": (string | number); readonly "minimum"?: { readonly "price": (string | number); readonly "below": (string | number) } } } | { readonly "_tag": "LinearByRank"; readonly "places"?: number } | { readonly "_tag": "AmountPerEvent"; readonly "measure"?: string; readonly "amount": string } | { readonly "_tag": "Bonus"; readonly "measure"?: string; readonly "atLeast": number; readonly "amount": string } | { readonly "_tag": "WinnerTakesAll" } | { readonly "_tag": "Draw"; readonly "winners": number; readonly "commitment": string; readonly "amount"?: string; readonly "among"?: { readonly "measure"?: string; readonly "atLeast": number } } | { readonly "_tag": "ItemPerPlace"; readonly "items": readonly [string, ...ReadonlyArray<string>] })>] }>]; readonly "ties"?: ("Pool" | "Hort" | "InFull" | "Chain" | "Void"); readonly "acrossLastPlace"?: ("Split" | "Enlarge" | "Break"); readonly "minimumPrize"?: string; readonly "capPerPerson"?: string; readonly "onePrizePerPerson"?: boolean; readonly "ineligible"?: { readonly "place": ("UsesUp" | "MovesUp") }; readonly "mustBeVerified"?: boolean; readonly "unit"?: string; readonly "residual"?: ("Platform" | "Sponsor" | "CarryOver" | "FirstPlace" | "Charity"); readonly "shortfall"?: ("Organiser" | "ScaleDown"); readonly "degenerate"?: { readonly "emptyPool"?: ("NoPrizes" | "PayAsRanked" | "Refund"); readonly "oneEntrant"?: ("PayAsRanked" | "Residual" | "Refund"); readonly "allScoresZero"?: ("PayAsRanked" | "SplitAmongAll" | "Residual" | "Refund"); readonly "noWinner"?: ("Residual" | "SplitAmongAll" | "Redistribute" | "Refund"); readonly "everyoneWins"?: ("PayAsRanked" | "Refund"); readonly "fewerFinishersThanPlaces"?: ("Residual" | "Redistribute" | "Refund") } }; readonly "recurrence"?: { readonly "cron": string } }
  readonly "ChallengeFound": { readonly "challenge_id": string; readonly "outcome": ("found" | "missing"); readonly "challenge"?: Schemas["ChallengeSummary"] }
  readonly "ChallengeStats": { readonly "entered": number; readonly "active": number; readonly "withdrawn": number; readonly "disqualified": number; readonly "started": number; readonly "scored": number; readonly "activities": number; readonly "held": number; readonly "total_score": string; readonly "average_score"?: string; readonly "average_progress"?: number; readonly "changed_at"?: string }
  readonly "ChallengeSummary": { readonly "id": string; readonly "name": string; readonly "description"?: string; readonly "state": ("draft" | "published" | "running" | "closing" | "final" | "settled" | "cancelled"); readonly "version": number; readonly "organiser": string; readonly "visibility": ("public" | "circle" | "invite"); readonly "featured": boolean; readonly "window": { readonly "start": string; readonly "end": string }; readonly "entries": { readonly "open"?: string; readonly "close": string }; readonly "grace_ends": string; readonly "rules_hash"?: string; readonly "standings_hash"?: string; readonly "frozen_at"?: string; readonly "series_ended_at"?: string; readonly "reason"?: string; readonly "next"?: { readonly "step": string; readonly "due": string }; readonly "allows": ReadonlyArray<("reviseChallenge" | "publishChallenge" | "freezeBoard" | "unfreezeBoard" | "upholdDispute" | "correctSettlement" | "planSettlement" | "applyPlan" | "endSeries" | "cancelChallenge" | "amendParticipant" | "leaveChallenge" | "reviewActivity" | "adjustScore" | "reverseAdjustment" | "depositMoney")> }
  readonly "Circle": { readonly "circle_id": string; readonly "name": string; readonly "description": string; readonly "visibility": ("public" | "private"); readonly "owner": string; readonly "member_limit": number; readonly "member_count": number; readonly "created_at": string }
  readonly "CircleBoard": { readonly "circle_id": string; readonly "board": string; readonly "version": number; readonly "count": number; readonly "unit": string; readonly "data": ReadonlyArray<Schemas["CirclePlace"]> }
  readonly "CircleMember": { readonly "user_id": string; readonly "joined_at": string }
  readonly "CircleMembership": { readonly "circle_id": string; readonly "name": string; readonly "description": string; readonly "visibility": ("public" | "private"); readonly "owner": string; readonly "member_limit": number; readonly "member_count": number; readonly "created_at": string; readonly "joined_at": string }
  readonly "CirclePlace": { readonly "rank": number; readonly "place": number; readonly "participant_id": string; readonly "score"?: string; readonly "overall": { readonly "rank": number; readonly "place": number } }
  readonly "Course": { readonly "participant_id": string; readonly "unit": string; readonly "data": ReadonlyArray<{ readonly "day": string; readonly "rank"?: number; readonly "score"?: string }> }
  readonly "DailyBoard": { readonly "day": string; readonly "at": string; readonly "count": number; readonly "unit": string; readonly "data": ReadonlyArray<{ readonly "rank": number; readonly "participant_id": string; readonly "score": string }>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  readonly "Deposited": { readonly "id": string; readonly "is_new": boolean }
  readonly "Explanation": { readonly "participant_id": string; readonly "status": ("scored" | "missing" | "unqualified"); readonly "score"?: string; readonly "unit": string; readonly "parts": ReadonlyArray<{ readonly "kind": ("activity" | "handicap" | "adjustment" | "rounding"); readonly "rule": string; readonly "gave": string; readonly "day"?: string; readonly "activity"?: Schemas["ActivityShown"]; readonly "adjustment_id"?: string; readonly "reason"?: string; readonly "trimmed": ReadonlyArray<{ readonly "limit": ("per_activity" | "per_day" | "per_week"); readonly "by": string }> }>; readonly "excluded": ReadonlyArray<{ readonly "day": string; readonly "why": ("another_source_counts" | "above_plausible_day"); readonly "activity": Schemas["ActivityShown"] }>; readonly "held": ReadonlyArray<{ readonly "outcome": ("quarantined" | "refused" | "rejected"); readonly "limit"?: ("per_activity" | "per_day"); readonly "reason"?: string; readonly "field"?: string; readonly "detail"?: string; readonly "activity": Schemas["ActivityShown"] }> }
  readonly "Findings": { readonly "same": boolean; readonly "findings": ReadonlyArray<{ readonly "path": string; readonly "message": string }> }
  readonly "Health": { readonly "status": ("ok" | "degraded" | "unavailable"); readonly "version": string; readonly "components"?: Schemas["HealthOfComponents"] }
  readonly "HealthOfComponents": { readonly "store": { readonly "status": ("ok" | "degraded" | "unavailable") }; readonly "boards": { readonly "status": ("ok" | "degraded" | "unavailable"); readonly "kept": ("memory" | "redis") }; readonly "outbox": { readonly "status": ("ok" | "degraded" | "unavailable"); readonly "oldest_seconds"?: number }; readonly "jobs": { readonly "status": ("ok" | "degraded" | "unavailable"); readonly "waiting"?: number; readonly "dead"?: number; readonly "oldest_seconds"?: number } }
  readonly "Invite": { readonly "invite_id": string; readonly "circle_id"?: string; readonly "challenge_id"?: string; readonly "user_id": string; readonly "invited_by": string; readonly "state": ("pending" | "accepted" | "declined"); readonly "invited_at": string; readonly "expires_at": string }
  readonly "InviteOutcome": { readonly "user_id": string; readonly "outcome": ("invited" | "exists" | "already_in" | "refused"); readonly "invite_id"?: string }
  readonly "Job": { readonly "id": string; readonly "kind": string; readonly "key": string; readonly "state": string; readonly "challenge_id"?: string; readonly "due": string; readonly "tries": number; readonly "maximum_tries": number; readonly "last_error"?: string; readonly "worker"?: string; readonly "lease_until"?: string }
  readonly "JobCounts": { readonly "kind": string; readonly "waiting": number; readonly "earliest_due"?: string; readonly "claimed": number; readonly "dead": number }
  readonly "JobOutcome": { readonly "id": string; readonly "outcome": ("done" | "missing") }
  readonly "Join": { readonly "user_id"?: string; readonly "participant_id"?: string; readonly "team"?: string; readonly "division"?: string; readonly "zone"?: string; readonly "fee"?: { readonly "minor_units": string } }
  readonly "Joined": { readonly "outcome": ("entered" | "exists" | "charge_pending"); readonly "participant_id": string; readonly "charge"?: string }
  readonly "Key": { readonly "key_id": string; readonly "owner": string; readonly "label": string; readonly "scopes": ReadonlyArray<("read" | "record" | "join" | "organise" | "settle" | "administer")>; readonly "created_at": string; readonly "expires_at"?: string; readonly "revoked_at"?: string }
  readonly "KeyIssued": { readonly "key_id": string; readonly "owner": string; readonly "label": string; readonly "scopes": ReadonlyArray<("read" | "record" | "join" | "organise" | "settle" | "administer")>; readonly "created_at": string; readonly "expires_at"?: string; readonly "revoked_at"?: string; readonly "secret": string }
  readonly "OwnChallenge": { readonly "id": string; readonly "name": string; readonly "description"?: string; readonly "state": ("draft" | "published" | "running" | "closing" | "final" | "settled" | "cancelled"); readonly "version": number; readonly "organiser": string; readonly "visibility": ("public" | "circle" | "invite"); readonly "featured": boolean; readonly "window": { readonly "start": string; readonly "end": string }; readonly "entries": { readonly "open"?: string; readonly "close": string }; readonly "grace_ends": string; readonly "rules_hash"?: string; readonly "standings_hash"?: string; readonly "frozen_at"?: string; readonly "series_ended_at"?: string; readonly "reason"?: string; readonly "next"?: { readonly "step": string; readonly "due": string }; readonly "allows": ReadonlyArray<("reviseChallenge" | "publishChallenge" | "freezeBoard" | "unfreezeBoard" | "upholdDispute" | "correctSettlement" | "planSettlement" | "applyPlan" | "endSeries" | "cancelChallenge" | "amendParticipant" | "leaveChallenge" | "reviewActivity" | "adjustScore" | "reverseAdjustment" | "depositMoney")>; readonly "entry"?: Schemas["Participant"]; readonly "standing"?: Schemas["OwnStanding"] }
  readonly "OwnStanding": { readonly "active_days": number; readonly "score"?: string; readonly "progress_basis_points"?: number; readonly "place"?: number; readonly "prize"?: { readonly "currency": string; readonly "minor_units": string } }
  readonly "Participant": { readonly "participant_id": string; readonly "status": ("active" | "withdrawn" | "disqualified"); readonly "team"?: string; readonly "division"?: string; readonly "entered_at": string }
  readonly "ParticipantAmended": { readonly "participant_id": string; readonly "status": ("active" | "withdrawn" | "disqualified"); readonly "team"?: string; readonly "division"?: string; readonly "entered_at": string; readonly "eligibility"?: ("ranked_not_paid" | "excluded" | "unverified"); readonly "handicap"?: string; readonly "categories": ReadonlyArray<string> }
  readonly "ParticipantFound": { readonly "participant_id": string; readonly "outcome": ("found" | "missing"); readonly "participant"?: Schemas["Participant"]; readonly "place"?: Schemas["Place"] }
  readonly "ParticipantListed": { readonly "participant_id": string; readonly "status": ("active" | "withdrawn" | "disqualified"); readonly "team"?: string; readonly "division"?: string; readonly "entered_at": string; readonly "place"?: Schemas["Place"] }
  readonly "ParticipantRanked": { readonly "participant_id": string; readonly "status": ("active" | "withdrawn" | "disqualified"); readonly "team"?: string; readonly "division"?: string; readonly "entered_at": string; readonly "place"?: Schemas["Place"]; readonly "challenge"?: Schemas["ChallengeSummary"] }
  readonly "ParticipantsFound": { readonly "board": string; readonly "version": number; readonly "count": number; readonly "unit": string; readonly "data": ReadonlyArray<Schemas["ParticipantFound"]> }
  readonly "Payout": { readonly "line": string; readonly "state": string; readonly "recipient": string; readonly "currency": string; readonly "minor_units": string; readonly "hold_until"?: string; readonly "attempts": number; readonly "tried": ReadonlyArray<{ readonly "attempt": string; readonly "outcomes": ReadonlyArray<string> }> }
  readonly "Place": { readonly "rank": number; readonly "place": number; readonly "participant_id": string; readonly "score"?: string }
  readonly "PlanOverview": { readonly "plan_hash": string; readonly "version": number; readonly "currency": string; readonly "corrects_version"?: number; readonly "outcome": string; readonly "recipients": number; readonly "due_minor_units": string; readonly "award_count": number; readonly "rounded_up": number; readonly "awards": ReadonlyArray<{ readonly "participant_id": string; readonly "minor_units": string; readonly "reason": string }>; readonly "item_count": number; readonly "items": ReadonlyArray<{ readonly "participant_id": string; readonly "item": string; readonly "place": number; readonly "stage": string }>; readonly "pool": ReadonlyArray<{ readonly "name": string; readonly "label": string; readonly "side": ("source" | "use"); readonly "minor_units": string }>; readonly "residual": ReadonlyArray<{ readonly "destination": string; readonly "minor_units": string; readonly "reason": string }> }
  readonly "Problem": { readonly "type": string; readonly "title": string; readonly "status": number; readonly "detail": string; readonly "instance"?: string; readonly "code": string; readonly "request_id": string; readonly "errors"?: ReadonlyArray<{ readonly "pointer": string; readonly "code": string; readonly "detail": string }>; readonly "reason"?: string; readonly "field"?: string; readonly "violated-policies"?: ReadonlyArray<string> }
  readonly "Reconciled": { readonly "unknown_payouts": number; readonly "unknown_charges": number }
  readonly "ScoringRule": ({ readonly "_tag": "Total"; readonly "metric": string; readonly "perActivity"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perDay"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perWeek"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "handicap"?: ("Add" | "Scale"); readonly "minimum"?: (string | number); readonly "missing"?: ("Last" | "Excluded") } | { readonly "_tag": "Best"; readonly "metric": string; readonly "direction"?: ("highest" | "lowest"); readonly "of"?: ("activity" | "day" | "week"); readonly "perActivity"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perDay"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perWeek"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "handicap"?: ("Add" | "Scale"); readonly "minimum"?: (string | number); readonly "missing"?: ("Last" | "Excluded") } | { readonly "_tag": "Latest"; readonly "metric": string; readonly "perActivity"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perDay"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perWeek"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "handicap"?: ("Add" | "Scale"); readonly "minimum"?: (string | number); readonly "missing"?: ("Last" | "Excluded") } | { readonly "_tag": "Average"; readonly "metric": string; readonly "decimals"?: number; readonly "perActivity"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perDay"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perWeek"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "handicap"?: ("Add" | "Scale"); readonly "minimum"?: (string | number); readonly "missing"?: ("Last" | "Excluded") } | { readonly "_tag": "Count"; readonly "metric": string; readonly "perActivity"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perDay"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perWeek"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "handicap"?: ("Add" | "Scale"); readonly "minimum"?: (string | number); readonly "missing"?: ("Last" | "Excluded") } | { readonly "_tag": "ActiveDays"; readonly "metric": string; readonly "atLeast": (string | number); readonly "perActivity"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perDay"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perWeek"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "handicap"?: ("Add" | "Scale"); readonly "minimum"?: (string | number); readonly "missing"?: ("Last" | "Excluded") } | { readonly "_tag": "Streak"; readonly "metric": string; readonly "atLeast": (string | number); readonly "run"?: ("longest" | "current"); readonly "gaps"?: number; readonly "perActivity"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perDay"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perWeek"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "handicap"?: ("Add" | "Scale"); readonly "minimum"?: (string | number); readonly "missing"?: ("Last" | "Excluded") } | { readonly "_tag": "PercentChange"; readonly "metric": string; readonly "direction": ("loss" | "gain"); readonly "days"?: number; readonly "decimals"?: number; readonly "perActivity"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perDay"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perWeek"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "handicap"?: ("Add" | "Scale"); readonly "minimum"?: (string | number); readonly "missing"?: ("Last" | "Excluded") } | { readonly "_tag": "TimeToTarget"; readonly "metric": string; readonly "target": (string | number); readonly "perActivity"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perDay"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perWeek"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "handicap"?: ("Add" | "Scale"); readonly "minimum"?: (string | number); readonly "missing"?: ("Last" | "Excluded") } | { readonly "_tag": "Points"; readonly "terms": readonly [{ readonly "metric": string; readonly "points": (string | number); readonly "per"?: (string | number); readonly "whole"?: boolean }, ...ReadonlyArray<{ readonly "metric": string; readonly "points": (string | number); readonly "per"?: (string | number); readonly "whole"?: boolean }>]; readonly "decimals"?: number; readonly "perActivity"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perDay"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perWeek"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "handicap"?: ("Add" | "Scale"); readonly "minimum"?: (string | number); readonly "missing"?: ("Last" | "Excluded") } | { readonly "_tag": "Combine"; readonly "terms": readonly [{ readonly "weight": (string | number); readonly "rule": Schemas["ScoringRule"] }, ...ReadonlyArray<{ readonly "weight": (string | number); readonly "rule": Schemas["ScoringRule"] }>]; readonly "decimals"?: number; readonly "perActivity"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perDay"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "perWeek"?: { readonly "min"?: (string | number); readonly "max"?: (string | number); readonly "below"?: ("raise" | "drop") }; readonly "handicap"?: ("Add" | "Scale"); readonly "minimum"?: (string | number); readonly "missing"?: ("Last" | "Excluded") })
  readonly "Settlement": { readonly "challenge_id": string; readonly "state": string; readonly "version": number; readonly "plan_hash"?: string; readonly "maker"?: string; readonly "approver"?: string; readonly "due_minor_units"?: string; readonly "dispute_until"?: string; readonly "reason"?: string; readonly "payouts": ReadonlyArray<{ readonly "state": string; readonly "count": number }>; readonly "under_way": number; readonly "stuck": number }
  readonly "SettlementChanges": { readonly "plan_hash": string; readonly "since_last"?: { readonly "plan_hash": string; readonly "facts": ReadonlyArray<("rules" | "standings" | "eligibility" | "pool")>; readonly "changed": number; readonly "awards": ReadonlyArray<{ readonly "participant_id": string; readonly "was_minor_units": string; readonly "is_minor_units": string }> }; readonly "since_made"?: { readonly "facts": ReadonlyArray<("rules" | "standings" | "eligibility" | "pool")>; readonly "changed": number; readonly "awards": ReadonlyArray<{ readonly "participant_id": string; readonly "was_minor_units": string; readonly "is_minor_units": string }> } }
  readonly "SettlementRead": { readonly "challenge_id": string; readonly "state": string; readonly "version": number; readonly "plan_hash"?: string; readonly "maker"?: string; readonly "approver"?: string; readonly "due_minor_units"?: string; readonly "dispute_until"?: string; readonly "reason"?: string; readonly "payouts": ReadonlyArray<{ readonly "state": string; readonly "count": number }>; readonly "under_way": number; readonly "stuck": number; readonly "challenge"?: Schemas["ChallengeSummary"] }
  readonly "SettlementRecord": { readonly "settlement_id": string; readonly "version": number; readonly "state": string; readonly "plan_hash"?: string; readonly "maker"?: string; readonly "computed_at"?: string; readonly "dispute_reason"?: string; readonly "approver"?: string; readonly "approved_at"?: string; readonly "posted_at"?: string; readonly "settled_at"?: string; readonly "rejected_by"?: string; readonly "cancelled_by"?: string; readonly "reason"?: string; readonly "supersedes"?: { readonly "version": number; readonly "plan_hash": string } }
  readonly "StreamToken": { readonly "stream_token": string; readonly "expires_at": string }
  readonly "UserStats": { readonly "entered": number; readonly "finished": number; readonly "wins": number; readonly "podiums": number; readonly "best_place"?: number; readonly "active_days": number; readonly "prizes": ReadonlyArray<{ readonly "currency": string; readonly "minor_units": string }> }
  readonly "WebhookDelivery": { readonly "event_id": string; readonly "type": ("challenge.published" | "challenge.started" | "challenge.closed" | "challenge.finished" | "challenge.cancelled" | "entry.joined" | "entry.withdrawn" | "settlement.planned" | "settlement.approved" | "settlement.posted" | "settlement.settled" | "payout.paid" | "payout.failed"); readonly "challenge_id": string; readonly "at": string; readonly "state": ("waiting" | "delivered" | "failed"); readonly "due"?: string; readonly "attempts": ReadonlyArray<{ readonly "at": string; readonly "took_ms": number; readonly "status"?: number; readonly "error"?: string }> }
  readonly "WebhookDeliveryListed": { readonly "event_id": string; readonly "type": ("challenge.published" | "challenge.started" | "challenge.closed" | "challenge.finished" | "challenge.cancelled" | "entry.joined" | "entry.withdrawn" | "settlement.planned" | "settlement.approved" | "settlement.posted" | "settlement.settled" | "payout.paid" | "payout.failed"); readonly "challenge_id": string; readonly "at": string; readonly "state": ("waiting" | "delivered" | "failed"); readonly "due"?: string; readonly "attempts": ReadonlyArray<{ readonly "at": string; readonly "took_ms": number; readonly "status"?: number; readonly "error"?: string }>; readonly "challenge"?: Schemas["ChallengeSummary"] }
  readonly "WebhookEndpoint": { readonly "endpoint_id": string; readonly "owner": string; readonly "covers": ("own" | "all"); readonly "challenge_id"?: string; readonly "url": string; readonly "label": string; readonly "events": ReadonlyArray<("challenge.published" | "challenge.started" | "challenge.closed" | "challenge.finished" | "challenge.cancelled" | "entry.joined" | "entry.withdrawn" | "settlement.planned" | "settlement.approved" | "settlement.posted" | "settlement.settled" | "payout.paid" | "payout.failed")>; readonly "state": ("active" | "disabled"); readonly "created_at": string; readonly "disabled_at"?: string }
  readonly "WebhookEndpointWithSecret": { readonly "endpoint_id": string; readonly "owner": string; readonly "covers": ("own" | "all"); readonly "challenge_id"?: string; readonly "url": string; readonly "label": string; readonly "events": ReadonlyArray<("challenge.published" | "challenge.started" | "challenge.closed" | "challenge.finished" | "challenge.cancelled" | "entry.joined" | "entry.withdrawn" | "settlement.planned" | "settlement.approved" | "settlement.posted" | "settlement.settled" | "payout.paid" | "payout.failed")>; readonly "state": ("active" | "disabled"); readonly "created_at": string; readonly "disabled_at"?: string; readonly "secret": string }
}

/** What each operation takes and answers. */
export interface Operations {
  readonly acceptInvite: {
    readonly path: { readonly "invite_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: undefined
    readonly answer: Schemas["Invite"]
  }
  readonly adjustScore: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: { readonly "id": string; readonly "participant_id": string; readonly "amount": string; readonly "reason": string }
    readonly answer: Schemas["Adjustment"]
  }
  readonly amendCircle: {
    readonly path: { readonly "circle_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: { readonly "name"?: string; readonly "description"?: string; readonly "visibility"?: ("public" | "private"); readonly "member_limit"?: number } | undefined
    readonly answer: Schemas["Circle"]
  }
  readonly amendParticipant: {
    readonly path: { readonly "challenge_id": string; readonly "participant_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: Schemas["Amendment"] | undefined
    readonly answer: Schemas["ParticipantAmended"]
  }
  readonly applyPlan: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: { readonly "plan_hash": string }
    readonly answer: Schemas["Settlement"]
  }
  readonly approvePlan: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: { readonly "plan_hash": string }
    readonly answer: Schemas["Settlement"]
  }
  readonly batchGetChallenges: {
    readonly path: Readonly<Record<string, never>>
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: { readonly "challenge_ids": readonly [string, ...ReadonlyArray<string>] }
    readonly answer: { readonly "data": ReadonlyArray<Schemas["ChallengeFound"]> }
  }
  readonly batchGetParticipants: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: { readonly "participant_ids": readonly [string, ...ReadonlyArray<string>]; readonly "division"?: string; readonly "view"?: ("public" | "organiser") }
    readonly answer: Schemas["ParticipantsFound"]
  }
  readonly cancelChallenge: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: { readonly "reason": string }
    readonly answer: Schemas["Settlement"]
  }
  readonly cancelChallenges: {
    readonly path: Readonly<Record<string, never>>
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: { readonly "challenge_ids": readonly [string, ...ReadonlyArray<string>]; readonly "reason": string }
    readonly answer: { readonly "data": ReadonlyArray<Schemas["CancelOutcome"]> }
  }
  readonly correctSettlement: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: { readonly "disqualify"?: ReadonlyArray<string>; readonly "withdraw"?: ReadonlyArray<string>; readonly "reinstate"?: ReadonlyArray<string>; readonly "secret"?: string } | undefined
    readonly answer: Schemas["Settlement"]
  }
  readonly countJobs: {
    readonly path: Readonly<Record<string, never>>
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["JobCounts"]> }
  }
  readonly createChallenge: {
    readonly path: Readonly<Record<string, never>>
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: Schemas["ChallengeDefinition"]
    readonly answer: Schemas["Challenge"]
  }
  readonly createCircle: {
    readonly path: Readonly<Record<string, never>>
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: { readonly "name": string; readonly "description"?: string; readonly "visibility"?: ("public" | "private"); readonly "member_limit"?: number }
    readonly answer: Schemas["Circle"]
  }
  readonly createKey: {
    readonly path: Readonly<Record<string, never>>
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: { readonly "label": string; readonly "scopes": ReadonlyArray<("read" | "record" | "join" | "organise" | "settle" | "administer")>; readonly "expires_at"?: string }
    readonly answer: Schemas["KeyIssued"]
  }
  readonly createStreamToken: {
    readonly path: Readonly<Record<string, never>>
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: ({ readonly "challenge_id": string; readonly "purpose": "watch-board" } | { readonly "purpose": "watch-own-activities" })
    readonly answer: Schemas["StreamToken"]
  }
  readonly createWebhook: {
    readonly path: Readonly<Record<string, never>>
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: { readonly "url": string; readonly "events": ReadonlyArray<("challenge.published" | "challenge.started" | "challenge.closed" | "challenge.finished" | "challenge.cancelled" | "entry.joined" | "entry.withdrawn" | "settlement.planned" | "settlement.approved" | "settlement.posted" | "settlement.settled" | "payout.paid" | "payout.failed")>; readonly "label"?: string; readonly "covers"?: ("own" | "all"); readonly "challenge_id"?: string }
    readonly answer: Schemas["WebhookEndpointWithSecret"]
  }
  readonly declineInvite: {
    readonly path: { readonly "invite_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: undefined
    readonly answer: Schemas["Invite"]
  }
  readonly deleteCircle: {
    readonly path: { readonly "circle_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: undefined
  }
  readonly deleteWebhook: {
    readonly path: { readonly "endpoint_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: undefined
  }
  readonly depositMoney: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: { readonly "id": string; readonly "kind"?: ("Sponsor" | "CarryOver"); readonly "payer": string; readonly "minor_units": string }
    readonly answer: Schemas["Deposited"]
  }
  readonly discardJobs: {
    readonly path: Readonly<Record<string, never>>
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: { readonly "job_ids": readonly [string, ...ReadonlyArray<string>] }
    readonly answer: { readonly "data": ReadonlyArray<Schemas["JobOutcome"]> }
  }
  readonly duplicateChallenge: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: { readonly "id": string; readonly "start"?: string }
    readonly answer: Schemas["Challenge"]
  }
  readonly enableWebhook: {
    readonly path: { readonly "endpoint_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["WebhookEndpoint"]
  }
  readonly endSeries: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: undefined
    readonly answer: Schemas["Challenge"]
  }
  readonly explainScore: {
    readonly path: { readonly "challenge_id": string; readonly "participant_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["Explanation"]
  }
  readonly forfeitPayout: {
    readonly path: { readonly "challenge_id": string; readonly "line": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: undefined
    readonly answer: Schemas["Settlement"]
  }
  readonly freezeBoard: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: undefined
    readonly answer: Schemas["Challenge"]
  }
  readonly getAround: {
    readonly path: { readonly "challenge_id": string; readonly "participant_id": string }
    readonly query: { readonly "division"?: string; readonly "teams"?: boolean; readonly "view"?: ("public" | "organiser"); readonly "neighbours"?: number }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["BoardRows"]
  }
  readonly getBoard: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "division"?: string; readonly "teams"?: boolean; readonly "view"?: ("public" | "organiser"); readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: { readonly "If-None-Match"?: string }
    readonly body: undefined
    readonly answer: Schemas["BoardPage"]
  }
  readonly getBoardOfDay: {
    readonly path: { readonly "challenge_id": string; readonly "day": string }
    readonly query: { readonly "teams"?: boolean; readonly "view"?: ("public" | "organiser"); readonly "limit"?: number; readonly "cursor"?: string; readonly "participants"?: ReadonlyArray<string> }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["DailyBoard"]
  }
  readonly getChallenge: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "If-None-Match"?: string }
    readonly body: undefined
    readonly answer: Schemas["Challenge"]
  }
  readonly getChallengeStats: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["ChallengeStats"]
  }
  readonly getCircle: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "division"?: string; readonly "teams"?: boolean; readonly "view"?: ("public" | "organiser"); readonly "participants": ReadonlyArray<string> }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["BoardRows"]
  }
  readonly getCircleBoard: {
    readonly path: { readonly "challenge_id": string; readonly "circle_id": string }
    readonly query: { readonly "division"?: string; readonly "teams"?: boolean; readonly "view"?: ("public" | "organiser") }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["CircleBoard"]
  }
  readonly getCourse: {
    readonly path: { readonly "challenge_id": string; readonly "participant_id": string }
    readonly query: { readonly "teams"?: boolean; readonly "view"?: ("public" | "organiser"); readonly "days"?: number }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["Course"]
  }
  readonly getHealth: {
    readonly path: Readonly<Record<string, never>>
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["Health"]
  }
  readonly getJournal: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "format"?: ("hledger" | "csv" | "jsonl") }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: string
  }
  readonly getParticipant: {
    readonly path: { readonly "challenge_id": string; readonly "participant_id": string }
    readonly query: { readonly "division"?: string; readonly "view"?: ("public" | "organiser"); readonly "expand"?: ReadonlyArray<"challenge"> }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["ParticipantRanked"]
  }
  readonly getPlan: {
    readonly path: { readonly "challenge_id": string; readonly "plan_hash": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "If-None-Match"?: string }
    readonly body: undefined
    readonly answer: string
  }
  readonly getPlanOverview: {
    readonly path: { readonly "challenge_id": string; readonly "plan_hash": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "If-None-Match"?: string }
    readonly body: undefined
    readonly answer: Schemas["PlanOverview"]
  }
  readonly getRanks: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "division"?: string; readonly "teams"?: boolean; readonly "view"?: ("public" | "organiser"); readonly "participants": ReadonlyArray<string> }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["BoardRows"]
  }
  readonly getSettlement: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "expand"?: ReadonlyArray<"challenge"> }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["SettlementRead"]
  }
  readonly getSettlementChanges: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["SettlementChanges"]
  }
  readonly getUserPrizes: {
    readonly path: { readonly "user_id": string }
    readonly query: { readonly "expand"?: ReadonlyArray<"challenge"> }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<{ readonly "challenge_id": string; readonly "place"?: number; readonly "currency": string; readonly "minor_units": string; readonly "challenge"?: Schemas["ChallengeSummary"] }> }
  }
  readonly getUserStats: {
    readonly path: { readonly "user_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["UserStats"]
  }
  readonly getWebhook: {
    readonly path: { readonly "endpoint_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["WebhookEndpoint"]
  }
  readonly giveUpPayout: {
    readonly path: { readonly "challenge_id": string; readonly "line": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: undefined
    readonly answer: Schemas["Settlement"]
  }
  readonly inviteToChallenge: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: { readonly "user_ids": ReadonlyArray<string> }
    readonly answer: { readonly "results": ReadonlyArray<Schemas["InviteOutcome"]> }
  }
  readonly inviteToCircle: {
    readonly path: { readonly "circle_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: { readonly "user_ids": ReadonlyArray<string> }
    readonly answer: { readonly "results": ReadonlyArray<Schemas["InviteOutcome"]> }
  }
  readonly joinChallenge: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: Schemas["Join"] | undefined
    readonly answer: Schemas["Joined"]
  }
  readonly joinCircle: {
    readonly path: { readonly "circle_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: undefined
    readonly answer: Schemas["Circle"]
  }
  readonly leaveChallenge: {
    readonly path: { readonly "challenge_id": string; readonly "participant_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: undefined
    readonly answer: Schemas["Participant"]
  }
  readonly leaveCircle: {
    readonly path: { readonly "circle_id": string; readonly "user_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: undefined
  }
  readonly listActiveHours: {
    readonly path: Readonly<Record<string, never>>
    readonly query: { readonly "hours"?: number }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["ActiveHour"]> }
  }
  readonly listActivities: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "user_id"?: string; readonly "state"?: ("held" | "quarantined"); readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["ActivityLogged"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listAdjustments: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "participant_id"?: string; readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["Adjustment"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listAudit: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["AuditEntry"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listAuditHeads: {
    readonly path: Readonly<Record<string, never>>
    readonly query: { readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["AuditHead"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listBoardDays: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "view"?: ("public" | "organiser") }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<string> }
  }
  readonly listChallengeInvites: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["Invite"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listChallenges: {
    readonly path: Readonly<Record<string, never>>
    readonly query: { readonly "organiser"?: string; readonly "state"?: ReadonlyArray<("draft" | "published" | "running" | "closing" | "final" | "settled" | "cancelled")>; readonly "featured"?: boolean; readonly "q"?: string; readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["ChallengeSummary"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listCircleInvites: {
    readonly path: { readonly "circle_id": string }
    readonly query: { readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["Invite"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listCircleMembers: {
    readonly path: { readonly "circle_id": string }
    readonly query: { readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["CircleMember"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listJobs: {
    readonly path: Readonly<Record<string, never>>
    readonly query: { readonly "limit"?: number; readonly "cursor"?: string; readonly "kind"?: string; readonly "state"?: ("waiting" | "claimed" | "dead") }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["Job"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listKeys: {
    readonly path: Readonly<Record<string, never>>
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["Key"]> }
  }
  readonly listMyCircles: {
    readonly path: Readonly<Record<string, never>>
    readonly query: { readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["CircleMembership"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listMyInvites: {
    readonly path: Readonly<Record<string, never>>
    readonly query: { readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["Invite"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listOwnAudit: {
    readonly path: Readonly<Record<string, never>>
    readonly query: { readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["AuditEntry"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listOwnChallenges: {
    readonly path: Readonly<Record<string, never>>
    readonly query: { readonly "role"?: ("participant" | "organiser"); readonly "state"?: ReadonlyArray<("draft" | "published" | "running" | "closing" | "final" | "settled" | "cancelled")>; readonly "expand"?: ReadonlyArray<("entry" | "standing")>; readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["OwnChallenge"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listParticipants: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "expand"?: ReadonlyArray<"place">; readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["ParticipantListed"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listPayouts: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "limit"?: number; readonly "cursor"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["Payout"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listSettlements: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["SettlementRecord"]> }
  }
  readonly listTrending: {
    readonly path: Readonly<Record<string, never>>
    readonly query: { readonly "limit"?: number }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<{ readonly "score": number; readonly "challenge": Schemas["ChallengeSummary"] }> }
  }
  readonly listWebhookDeliveries: {
    readonly path: { readonly "endpoint_id": string }
    readonly query: { readonly "limit"?: number; readonly "cursor"?: string; readonly "state"?: ("waiting" | "delivered" | "failed"); readonly "expand"?: ReadonlyArray<"challenge"> }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["WebhookDeliveryListed"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly listWebhooks: {
    readonly path: Readonly<Record<string, never>>
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: { readonly "data": ReadonlyArray<Schemas["WebhookEndpoint"]> }
  }
  readonly planSettlement: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: { readonly "secret"?: string; readonly "hold_until"?: string } | undefined
    readonly answer: Schemas["Settlement"]
  }
  readonly publishChallenge: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string; readonly "If-Match"?: string }
    readonly body: undefined
    readonly answer: Schemas["Challenge"]
  }
  readonly readCircle: {
    readonly path: { readonly "circle_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["Circle"]
  }
  readonly reclaimPayout: {
    readonly path: { readonly "challenge_id": string; readonly "line": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: undefined
    readonly answer: Schemas["Settlement"]
  }
  readonly reconcileChallenge: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: undefined
    readonly answer: Schemas["Reconciled"]
  }
  readonly recordActivities: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: { readonly "activities": ReadonlyArray<Schemas["Activity"]> }
    readonly answer: { readonly "data": ReadonlyArray<(Schemas["ActivityOutcome"] | Schemas["ActivityUnusable"])> }
  }
  readonly recordActivity: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: Schemas["Activity"]
    readonly answer: Schemas["ActivityOutcome"]
  }
  readonly rejectPlan: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: { readonly "plan_hash": string; readonly "reason": string }
    readonly answer: Schemas["Settlement"]
  }
  readonly replayFailedWebhookDeliveries: {
    readonly path: { readonly "endpoint_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: { readonly "since": string }
    readonly answer: { readonly "replayed": number }
  }
  readonly replayWebhookDelivery: {
    readonly path: { readonly "endpoint_id": string; readonly "event_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["WebhookDelivery"]
  }
  readonly reportPayout: {
    readonly path: { readonly "challenge_id": string; readonly "attempt": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: { readonly "outcome": ("confirmed" | "refused" | "returned"); readonly "note": string }
    readonly answer: Schemas["Settlement"]
  }
  readonly resumePayouts: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: { readonly "retry"?: ("all" | ReadonlyArray<string>) } | undefined
    readonly answer: Schemas["Settlement"]
  }
  readonly retryJobs: {
    readonly path: Readonly<Record<string, never>>
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: { readonly "job_ids": readonly [string, ...ReadonlyArray<string>] }
    readonly answer: { readonly "data": ReadonlyArray<Schemas["JobOutcome"]> }
  }
  readonly reverseAdjustment: {
    readonly path: { readonly "challenge_id": string; readonly "adjustment_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: { readonly "reason": string }
    readonly answer: Schemas["Adjustment"]
  }
  readonly reviewActivity: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: { readonly "source": string; readonly "key": string; readonly "verdict": ("released" | "rejected") }
    readonly answer: Schemas["ActivityReviewed"]
  }
  readonly reviseChallenge: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string; readonly "If-Match"?: string }
    readonly body: Schemas["ChallengeDefinition"]
    readonly answer: Schemas["Challenge"]
  }
  readonly revokeInvite: {
    readonly path: { readonly "invite_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: undefined
  }
  readonly revokeKey: {
    readonly path: { readonly "key_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: undefined
  }
  readonly rotateKey: {
    readonly path: { readonly "key_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["KeyIssued"]
  }
  readonly rotateWebhookSecret: {
    readonly path: { readonly "endpoint_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["WebhookEndpointWithSecret"]
  }
  readonly syncActivities: {
    readonly path: Readonly<Record<string, never>>
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: { readonly "user_id"?: string; readonly "source"?: string; readonly "cursor"?: string; readonly "activities": ReadonlyArray<{ readonly "user_id"?: string; readonly "metric": string; readonly "quantity"?: (number | string); readonly "at": string; readonly "source"?: string; readonly "key"?: string; readonly "revision"?: number; readonly "void"?: boolean; readonly "note"?: string; readonly "evidence"?: string }> }
    readonly answer: { readonly "data": ReadonlyArray<Schemas["ActivitySynced"]>; readonly "has_more": boolean; readonly "next_cursor"?: string }
  }
  readonly unfreezeBoard: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key"?: string }
    readonly body: undefined
    readonly answer: Schemas["Challenge"]
  }
  readonly upholdDispute: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: { readonly "disqualify"?: ReadonlyArray<string>; readonly "withdraw"?: ReadonlyArray<string>; readonly "reinstate"?: ReadonlyArray<string>; readonly "secret"?: string; readonly "reason": string }
    readonly answer: Schemas["Settlement"]
  }
  readonly verifyAudit: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "known_seq"?: number; readonly "known_hash"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["AuditVerdict"]
  }
  readonly verifyLedger: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "known_seq"?: number; readonly "known_hash"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["Findings"]
  }
  readonly verifyOwnAudit: {
    readonly path: Readonly<Record<string, never>>
    readonly query: { readonly "known_seq"?: number; readonly "known_hash"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["AuditVerdict"]
  }
  readonly verifySettlement: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: Schemas["Findings"]
  }
  readonly voidPlan: {
    readonly path: { readonly "challenge_id": string }
    readonly query: Readonly<Record<string, never>>
    readonly headers: { readonly "Idempotency-Key": string }
    readonly body: { readonly "reason": string }
    readonly answer: Schemas["Settlement"]
  }
  readonly watchBoard: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "division"?: string; readonly "teams"?: boolean; readonly "view"?: ("public" | "organiser"); readonly "last_event_id"?: string; readonly "stream_token"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: string
  }
  readonly watchBoardSocket: {
    readonly path: { readonly "challenge_id": string }
    readonly query: { readonly "division"?: string; readonly "teams"?: boolean; readonly "view"?: ("public" | "organiser"); readonly "last_event_id"?: string; readonly "stream_token"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: undefined
  }
  readonly watchOwnActivities: {
    readonly path: Readonly<Record<string, never>>
    readonly query: { readonly "last_event_id"?: string; readonly "stream_token"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: string
  }
  readonly watchOwnActivitiesSocket: {
    readonly path: Readonly<Record<string, never>>
    readonly query: { readonly "last_event_id"?: string; readonly "stream_token"?: string }
    readonly headers: Readonly<Record<string, never>>
    readonly body: undefined
    readonly answer: undefined
  }
}
