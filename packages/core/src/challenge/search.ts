import { Schema } from "effect"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"

/** Longer words are cut: nobody tells them apart by what comes later. */
const longestWord = 64
/** How many words may be searched for at once. */
const mostTerms = 8

/** Marks that no script owns: accents, and joiners that are not seen. Vowel signs belong to their script, and stay. */
const marks = /\p{Script=Inherited}+/gu
const words = /[\p{L}\p{M}\p{N}]+/gu

/** Text without case and accents. Upper case first takes `ß` apart; the sigma at the end of a word is a sigma. */
const folded = (text: string): string =>
  plain(plain(text).toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ"))

const plain = (text: string): string => text.normalize("NFKD").replace(marks, "")

/**
 * The words of a text, each once, in order: runs of letters and digits, without case and accents. `"Die Straße, à la carte!"` has
 * `a`, `carte`, `die`, `la` and `strasse`.
 */
export const wordsIn = (text: string): ReadonlyArray<string> => {
  const found = folded(text).match(words) ?? []
  return [...new Set(found.map((word) => [...word].slice(0, longestWord).join("")))].sort()
}

/** The words by which a challenge is found: those of its name and its description. */
export const searchWords = ({
  name,
  description = ""
}: Pick<ChallengeDefinition, "name" | "description">): ReadonlyArray<string> => wordsIn(`${name} ${description}`)

/** What challenges are searched for: text of up to 200 characters with 1 to 8 words. */
export const SearchText = Schema.String.check(
  Schema.isMaxLength(200),
  Schema.makeFilter((text) => isBetween(wordsIn(text).length), {
    message: `must have 1 to ${mostTerms} different words, of letters or digits`
  })
).pipe(Schema.brand("SearchText"))
/** What challenges are searched for. */
export type SearchText = typeof SearchText.Type

const isBetween = (count: number): boolean => count >= 1 && count <= mostTerms

/** Whether each word that is searched for begins one of the words of a challenge. */
export const isFound = (definition: Pick<ChallengeDefinition, "name" | "description">, search: SearchText): boolean => {
  const all = searchWords(definition)
  return wordsIn(search).every((term) => all.some((word) => word.startsWith(term)))
}
