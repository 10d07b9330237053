import { SearchText } from "@laurel/core/challenge"
import { decoderOf } from "@laurel/core/shared"
import { Result } from "effect"
import { Problem } from "../io/Problem.ts"

const readSearch = decoderOf<SearchText>(SearchText)

/** What is searched for, as it was given; text without a word, or with too many, is a problem (exit 64). */
export const searchOf = (text: string, where: string): SearchText =>
  Result.getOrThrowWith(
    readSearch(text),
    ([flaw]) =>
      new Problem({
        exit: "usage",
        code: "wrong-search",
        title: `"${text}" cannot be searched for: it ${flaw?.message ?? "is no text"}`,
        where,
        remedy: `give some words that the name or the description has, such as ${where} "spring walk"`
      })
  )
