import { type LiveBoard, scopeText } from "@laurel/core/board"

/**
 * The key of a board: of what is known about it as a whole; the others of the board begin with it.
 *
 * **Details**: what stands in braces decides where Redis Cluster keeps a key, so that all keys of a board are together and boards are
 * spread. Ids may hold braces themselves and are written as in an address.
 */
export const keyOf = (prefix: string, { challengeId, scope }: LiveBoard): string =>
  `${prefix}:board:{${encodeURIComponent(challengeId)}:${encodeURIComponent(scopeText(scope))}}`

/** The prefix as it stands in keys: braces in it would put all boards into one place. */
export const prefixOf = (prefix: string): string => prefix.replaceAll(/[{}]/g, encodeURIComponent)

/** What the keys of one build of a board begin with. No two builds have the same. */
export const rootOf = (key: string): string => `${key}:${crypto.randomUUID().slice(0, 8)}`

/** What is known about a board under construction, until it is in place. */
export const buildingKeyOf = (root: string): string => `${root}:building`

/** What is known about the board that was there before, until all of it is forgotten. */
export const goneKeyOf = (key: string): string => `${key}:gone`
