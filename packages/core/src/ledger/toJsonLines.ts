import { Schema } from "effect"
import { canonicalJson, canonicalPieces, formatInstant, quoted, Rows } from "../shared/index.ts"
import { accountName } from "./AccountName.ts"
import { Entry, type EntryToPost, type Posting } from "./Entry.ts"

/**
 * An entry as canonical JSON: equal entries give equal bytes.
 *
 * **Details**: its keys are named in the canonical order, so that the engine writes it at once.
 */
export const entryJson = ({
  _v,
  at,
  challengeId,
  corrects,
  currency,
  id,
  kind,
  memo,
  postings
}: EntryToPost): string => {
  const fields = {
    _v,
    at: formatInstant(at),
    challengeId,
    corrects,
    currency,
    id,
    kind,
    memo,
    postings: Array.from(postings, ({ account, minorUnits }) => ({
      account: accountName(account),
      minorUnits: `${minorUnits}`
    }))
  } satisfies Record<keyof Entry, unknown>
  return canonicalJson(fields)
}

/** What `entryJson` gives, in pieces: postings that are made while they are gone through are never all there. */
export const entryPieces = (entry: EntryToPost): Iterable<string> => {
  const { at, postings, ...rest } = entry
  return Array.isArray(postings)
    ? [entryJson(entry)]
    : canonicalPieces({ ...rest, at: formatInstant(at), postings: Rows.written(postings, postingText) })
}

const postingText = ({ account, minorUnits }: Posting): string =>
  `{"account":${quoted(accountName(account))},"minorUnits":"${minorUnits}"}`

/** Reads an entry from JSON text; fails when it is none, or does not balance (I1). */
export const entryFromJson = Schema.decodeUnknownResult(Schema.fromJsonString(Entry))

/** The entries as JSON Lines, one entry a line, each with its line end; `entryFromJson` reads a line back. */
export function* toJsonLines(entries: Iterable<EntryToPost>): Generator<string, void, undefined> {
  for (const entry of entries) yield `${entryJson(entry)}\n`
}
