import type { ApiKey } from "@laurel/core/access"
import type { Session } from "../../session/Session.ts"
import { show } from "../../session/show.ts"
import { keyJson } from "./keyJson.ts"

/** Shows a key that was issued just now; `more` is what else people are told. */
export const showKey = (session: Session, key: ApiKey, text: string, more = ""): void => {
  show(session, { ...keyJson(key), secret: text }, () => `${text}\n`)
  if (session.json) return
  session.io.stderr.write(
    `Key ${key.id} acts for ${key.owner} (${key.scopes.join(", ")}). It is shown this once; what is kept cannot be turned back into it.\n${more}`
  )
}
