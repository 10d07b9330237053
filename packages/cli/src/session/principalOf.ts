import { PrincipalId } from "@laurel/core/shared"
import { Option, Schema } from "effect"
import { Problem } from "../io/Problem.ts"

const asPrincipal = Schema.decodeUnknownOption(PrincipalId)

/** Somebody who acts, as they were named; what cannot be a name is a problem (exit 64). */
export const principalOf = (text: string, where: string): PrincipalId => {
  const principal = asPrincipal(text)
  if (Option.isSome(principal)) return principal.value
  throw new Problem({
    exit: "usage",
    code: "wrong-principal",
    title: `"${text}" is no name of somebody who acts`,
    where,
    remedy: `give 1 to 128 characters without control characters, such as ${where} ada`
  })
}
