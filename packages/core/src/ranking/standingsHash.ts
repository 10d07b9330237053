import { canonicalJson, compareIds, sha256Hex } from "../shared/index.ts"
import type { Standing } from "./Standing.ts"

/**
 * The hash of frozen standings: SHA-256 of all they hold in canonical JSON, by participant id. Their order does not matter;
 * every score, tie-break value, measure and status does.
 */
export const standingsHash = (standings: ReadonlyArray<Standing>): string =>
  sha256Hex(
    canonicalJson(
      standings.toSorted((a, b) => compareIds(a.participantId, b.participantId)).map((standing) => ({ ...standing }))
    )
  )
