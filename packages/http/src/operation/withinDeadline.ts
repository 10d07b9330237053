import type { Exit, Fiber } from "effect"

/** Waits for a fiber, and ends it when it takes too long. */
export const withinDeadline = <A, E>(deadlineMs: number, fiber: Fiber.Fiber<A, E>): Promise<Exit.Exit<A, E>> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => fiber.interruptUnsafe(), deadlineMs)
    fiber.addObserver((exit) => {
      clearTimeout(timer)
      resolve(exit)
    })
  })
