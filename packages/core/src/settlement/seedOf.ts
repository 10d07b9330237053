import type { PublishedChallenge } from "../challenge/index.ts"

/**
 * The seed that decides who gets odd units: the hash of the rules, which is published before entries open, so that nobody
 * can choose a seed for an entry or an entry for a seed.
 */
export const seedOf = ({ rulesHash }: PublishedChallenge): string => rulesHash
