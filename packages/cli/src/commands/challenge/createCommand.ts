import { define, revise } from "@laurel/core/challenge"
import { readDefinition } from "../../definition/readDefinition.ts"
import { readBytes } from "../../input/readText.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { showChallenge } from "./showChallenge.ts"
import { versionIn } from "./versionIn.ts"

type Given = Readonly<Record<string, unknown>>

/** `laurel challenge create`: a definition becomes a draft. The same definition again changes nothing. */
export const createCommand = async (path: string, given: Given, house: House): Promise<void> => {
  const definition = readDefinition(await readBytes(house.io, path), path)
  await onStore(given, house, async (session) => {
    const challenge = await session.change(define(definition, session.by))
    showChallenge(session, challenge)
  })
}

/** `laurel challenge revise`: another definition in place of a draft's. */
export const reviseCommand = async (path: string, given: Given, house: House): Promise<void> => {
  const definition = readDefinition(await readBytes(house.io, path), path)
  await onStore(given, house, async (session) => {
    const challenge = await session.change(revise(definition, session.by, versionIn(given)))
    showChallenge(session, challenge)
  })
}
