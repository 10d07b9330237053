import { createHash, hash } from "node:crypto"
import { computeSha256By, type Sha256 } from "@laurel/core/shared"
import { Effect, Layer } from "effect"

/** SHA-256 by the library that Node comes with: the same digits as everywhere, several times as fast. */
export const nodeSha256: Sha256 = {
  ofText: (text) => hash("sha256", text),
  begin: () => {
    const digest = createHash("sha256")
    return {
      update: (piece) => {
        digest.update(piece)
      },
      digits: () => digest.digest("hex")
    }
  }
}

/** Has SHA-256 computed by Node from now on: for programs and stores that run nowhere else (ADR 0007). */
export const layerSha256: Layer.Layer<never> = Layer.effectDiscard(Effect.sync(() => computeSha256By(nodeSha256)))
