import { Schema } from "effect"
import { canonicalJson, formatInstant } from "../shared/index.ts"
import { accountName } from "./AccountName.ts"
import { Entry } from "./Entry.ts"

/**
 * An entry as canonical JSON: equal entries give equal bytes.
 *
 * **Details**: its keys are named in the canonical order, so that the engine writes it at once.
 */
export const entryJson = ({ _v, at, challengeId, corrects, currency, id, kind, memo, postings }: Entry): string => {
  const fields = {
    _v,
    at: formatInstant(at),
    challengeId,
    corrects,
    currency,
    id,
    kind,
    memo,
    postings: postings.map(({ account, minorUnits }) => ({
      account: accountName(account),
      minorUnits: `${minorUnits}`
    }))
  } satisfies Record<keyof Entry, unknown>
  return canonicalJson(fields)
}

/** Reads an entry from JSON text; fails when it is none, or does not balance (I1). */
export const entryFromJson = Schema.decodeUnknownResult(Schema.fromJsonString(Entry))

/** The entries as JSON Lines, one entry a line, each with its line end; `entryFromJson` reads a line back. */
export function* toJsonLines(entries: Iterable<Entry>): Generator<string, void, undefined> {
  for (const entry of entries) yield `${entryJson(entry)}\n`
}
