import type { Scope } from "./Principal.ts"

/**
 * Who may do something.
 *
 * **Details**
 * - `Anyone`: also nobody who is known.
 * - `Known`: everybody who has shown who they are.
 * - `Seer`: who may see the challenge. A draft is its organiser's alone; a public challenge everybody's; any other that of its organiser,
 *   of those who take part in it, and of those who are let in: by an invitation, or by being in the circle that it is for.
 * - `Insider`: a known person who may see the challenge.
 * - `Entrant`: who has entered, or could: a known person who may see the challenge.
 * - `Subject`: the person about whom it is, and the organiser of the challenge that it is about.
 * - `Organiser`: the organiser of the challenge.
 * - `Approver`: a person with the role of an approver, and the organiser. That nobody signs what they made themselves is decided with it.
 * - `Overseer`: whoever may look at how it is settled: the organiser, approvers and administrators.
 * - `Administrator`: a person with that role.
 *
 * Administrators see everything, and do nothing in the place of an organiser.
 */
export type Who =
  | "Anyone"
  | "Known"
  | "Seer"
  | "Insider"
  | "Entrant"
  | "Subject"
  | "Organiser"
  | "Approver"
  | "Overseer"
  | "Administrator"

/** What is asked of whoever wants to do something. */
export interface Rule {
  readonly who: Who
  /** What a key has to be for. */
  readonly scope: Scope
  /** Whether a person has to have signed in a short while ago: for everything that moves money. */
  readonly isFresh?: boolean
}

const ofChallenge: ReadonlySet<Who> = new Set([
  "Insider",
  "Seer",
  "Entrant",
  "Subject",
  "Organiser",
  "Approver",
  "Overseer",
  // Whoever may not see the challenge is told nothing of it, also where only an administrator may.
  "Administrator"
])

/** Whether it matters which challenge it is about. */
export const dependsOnChallenge = ({ who }: Rule): boolean => ofChallenge.has(who)
