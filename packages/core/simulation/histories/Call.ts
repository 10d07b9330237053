/** What came back for a call, and when. */
export interface Answered<Answer> {
  readonly at: number
  readonly answer: Answer
}

/**
 * One call in a concurrent history: who asked what, from when to when on one clock for all callers.
 *
 * **Details**: without `answered` nobody knows what became of it. It may have taken effect at any instant since it was made, or
 * never. A call that is known to have done nothing is no part of a history.
 */
export interface Call<Command, Answer> {
  readonly caller: string
  readonly command: Command
  readonly calledAt: number
  readonly answered?: Answered<Answer>
}

/** What a store would do if it did one thing after the other: small enough to be believed. States and answers are plain JSON. */
export interface SequentialModel<State, Command, Answer> {
  readonly initial: State
  readonly act: (state: State, command: Command) => readonly [after: State, answer: Answer]
}
