import { Problem } from "../io/Problem.ts"

/** Nothing can listen where a flag says. */
export const cannotListen = (message: string, where: string): Problem =>
  new Problem({
    exit: "conflict",
    code: "cannot-listen",
    title: message,
    where,
    remedy: "stop whatever listens there, or choose another port"
  })
