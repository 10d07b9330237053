import type { PublishedChallenge } from "../challenge/index.ts"

/**
 * The seed that decides who gets odd units among equals: the hash of the rules. It is fixed and published before entries
 * open, so that whoever writes the rules cannot choose it for those who enter.
 *
 * **Gotchas**: who enters knows it. Where people choose their participant ids themselves they can try ids for luck, worth at
 * most the smallest unit of an amount in each division among equals; give ids of your own where that matters. A draw is not
 * decided by the seed but by its secret, which nobody knows who enters.
 */
export const seedOf = ({ rulesHash }: PublishedChallenge): string => rulesHash
