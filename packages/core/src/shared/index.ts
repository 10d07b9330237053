export {
  type Calendar,
  calendarOf,
  type Day,
  firstInstantOf,
  formatDay,
  localDay,
  parseDay,
  startOfDay,
  wallClock,
  weekOf,
  ZoneId
} from "./Calendar.ts"
export { type Canonical, canonicalJson, quoted } from "./canonicalJson.ts"
export { type CanonicalTree, canonicalPieces, Rows, rowsAPiece } from "./canonicalPieces.ts"
export { csvCell } from "./csvCell.ts"
export { Decimals, exactText, formatUnits, fromUnits, maxMagnitude, parseUnits, toUnits, Units } from "./Decimal.ts"
export { decoderOf } from "./decoderOf.ts"
export { Flaw, formatPath, missing, unknownKey } from "./Flaw.ts"
export { flawsIn } from "./flawsIn.ts"
export {
  beginSha256,
  computeSha256By,
  Hash,
  portableSha256,
  type Sha256,
  type Sha256Digest,
  sha256Hex,
  sha256OfPieces
} from "./hash.ts"
export { ChallengeId, CircleId, compareIds, Name, ParticipantId, PrincipalId, UserId } from "./Id.ts"
export { dateExists, formatInstant, type Instant, InstantFromText, parseInstant, Window } from "./Instant.ts"
export { Amount, Currency, currencyDecimals, formatAmount, MinorUnits, Money } from "./Money.ts"
export * as Rational from "./Rational.ts"
export { Exact } from "./Rational.ts"
