import { Cause, type Effect, Exit, type Fiber, Option, Result } from "effect"
import type { HttpPorts } from "../ports/HttpPorts.ts"
import { DeadlineExceeded, InternalError } from "../problem/errors.ts"
import type { Refused } from "../problem/problems.ts"
import type { Caller, Server } from "./Server.ts"

/**
 * Runs what a request asks for, and gives what came of it, or why it is refused. What takes longer than it may is ended, and refused with
 * what `late` gives; of a bug the server reports what it was, and nobody outside is told.
 */
export const run = async <A>(
  work: Effect.Effect<A, Refused, HttpPorts>,
  { fork, deadlineMs, report }: Pick<Server, "fork" | "deadlineMs" | "report">,
  caller: Caller,
  late: () => Refused = () => new DeadlineExceeded({ deadlineMs })
): Promise<Result.Result<A, Refused>> => {
  const exit = await withinDeadline(deadlineMs, fork(work))
  if (Exit.isSuccess(exit)) return Result.succeed(exit.value)
  const refused = Cause.findErrorOption(exit.cause)
  if (Option.isSome(refused)) return Result.fail(refused.value)
  if (Cause.hasInterruptsOnly(exit.cause)) return Result.fail(late())
  report(exit, caller)
  return Result.fail(new InternalError())
}

/** Waits for a fiber, and ends it when it takes too long. */
const withinDeadline = <A, E>(deadlineMs: number, fiber: Fiber.Fiber<A, E>): Promise<Exit.Exit<A, E>> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => fiber.interruptUnsafe(), deadlineMs)
    fiber.addObserver((exit) => {
      clearTimeout(timer)
      resolve(exit)
    })
  })
