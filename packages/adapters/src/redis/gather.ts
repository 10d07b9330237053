/** Questions of one turn of the event loop to one subject, asked together. */
interface Waiting<Question, Answer> {
  readonly questions: Array<Question>
  readonly answered: Array<(answer: Answer) => void>
  readonly failed: Array<(cause: unknown) => void>
}

/**
 * Asks together what was asked in the same turn of the event loop of the same subject: each gets the answer to its own question, and
 * when asking fails all of them fail. No more than `most` are asked at a time.
 */
export const gathered = <Subject, Question, Answer>(
  most: number,
  ask: (subject: Subject, questions: ReadonlyArray<Question>) => Promise<ReadonlyArray<Answer>>
): ((name: string, subject: Subject, question: Question) => Promise<Answer>) => {
  const waiting = new Map<string, Waiting<Question, Answer>>()
  const send = (name: string, subject: Subject, together: Waiting<Question, Answer>): void => {
    if (waiting.get(name) === together) waiting.delete(name)
    ask(subject, together.questions).then(
      (answers) => {
        for (const [at, answer] of answers.entries()) together.answered[at]?.(answer)
      },
      (cause) => {
        for (const fail of together.failed) fail(cause)
      }
    )
  }
  return (name, subject, question) =>
    new Promise((answered, failed) => {
      let together = waiting.get(name)
      if (together === undefined) {
        const begun: Waiting<Question, Answer> = { questions: [], answered: [], failed: [] }
        waiting.set(name, begun)
        setImmediate(() => {
          if (begun.questions.length < most) send(name, subject, begun)
        })
        together = begun
      }
      together.questions.push(question)
      together.answered.push(answered)
      together.failed.push(failed)
      if (together.questions.length === most) send(name, subject, together)
    })
}
