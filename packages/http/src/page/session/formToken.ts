import { timingSafeEqual } from "node:crypto"
import { sha256Hex } from "@laurel/core/shared"

/** What forms of somebody who is signed in bring along: nobody can make it who does not have the credential. */
export const formTokenOf = (credential: string): string => sha256Hex(`laurel form|${credential}`)

/** Whether what a form brought along is that. */
export const isFormToken = (expected: string | undefined, given: string): boolean =>
  expected !== undefined &&
  expected.length === given.length &&
  timingSafeEqual(Buffer.from(expected), Buffer.from(given.slice(0, expected.length).padEnd(expected.length)))
