import { ChallengeDefinition } from "@laurel/core/challenge"
import { Schema } from "effect"
import type { Wire } from "../../operation/Operation.ts"

/** A definition as it is written in JSON. */
export type DefinitionJson = typeof ChallengeDefinition.Encoded

/** A definition, read: under a name of its own, so that what is made of it need not spell it out. */
export interface DefinitionRead extends ChallengeDefinition {}

/** The definition of a challenge, read. */
export const Definition: Wire<DefinitionRead, DefinitionJson> = ChallengeDefinition.annotate({
  identifier: "ChallengeDefinition"
})

/** The definition of a challenge, as it is written. */
export const DefinitionWritten: Wire<DefinitionJson, DefinitionJson> = Schema.toEncoded(ChallengeDefinition)
