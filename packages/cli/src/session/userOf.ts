import { UserId } from "@laurel/core/shared"
import { Option, Schema } from "effect"
import { Problem } from "../io/Problem.ts"

const asUser = Schema.decodeUnknownOption(UserId)

/** A user as they were named; what cannot be one is a problem (exit 64). */
export const userOf = (text: string): UserId => {
  const user = asUser(text)
  if (Option.isSome(user)) return user.value
  throw new Problem({
    exit: "usage",
    code: "wrong-user",
    title: `"${text}" is no name of a user`,
    where: "user",
    remedy: "give 1 to 128 characters without control characters"
  })
}
