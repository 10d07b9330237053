import { Effect } from "effect"

/** Questions of one turn of the event loop about one subject, asked together. */
interface Together<Question, Answer, Failure> {
  readonly questions: Array<Question>
  readonly resumes: Array<(answer: Effect.Effect<Answer, Failure>) => void>
}

/**
 * Asks together what is asked in the same turn of the event loop about the same subject: each gets the answer to its own question, and
 * when asking fails all of them fail alike. No more than `most` are asked at a time.
 */
export const gathered = <Subject, Question, Answer, Failure>(
  most: number,
  ask: (subject: Subject, questions: ReadonlyArray<Question>) => Promise<ReadonlyArray<Answer>>,
  failure: (cause: unknown) => Failure
): ((name: string, subject: Subject, question: Question) => Effect.Effect<Answer, Failure>) => {
  const waiting = new Map<string, Together<Question, Answer, Failure>>()

  const send = (name: string, subject: Subject, together: Together<Question, Answer, Failure>): void => {
    if (waiting.get(name) === together) waiting.delete(name)
    const { questions, resumes } = together
    ask(subject, questions).then(
      (answers) => {
        for (const [at, answer] of answers.entries()) resumes[at]?.(Effect.succeed(answer))
      },
      (cause) => {
        const failed = Effect.fail(failure(cause))
        for (const resume of resumes) resume(failed)
      }
    )
  }

  const begun = (name: string, subject: Subject): Together<Question, Answer, Failure> => {
    const together: Together<Question, Answer, Failure> = { questions: [], resumes: [] }
    waiting.set(name, together)
    // Who has come by then is asked about; a full one has been sent.
    setImmediate(() => {
      if (together.questions.length < most) send(name, subject, together)
    })
    return together
  }

  return (name, subject, question) =>
    Effect.callback((resume) => {
      const together = waiting.get(name) ?? begun(name, subject)
      together.questions.push(question)
      together.resumes.push(resume)
      if (together.questions.length === most) send(name, subject, together)
    })
}
