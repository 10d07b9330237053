import { anonymous } from "@laurel/core/access"
import { noRoom } from "../../problem/noRoom.ts"
import { layout } from "./layout.ts"
import { pagePolicy } from "./pagePolicy.ts"
import { refusalPage } from "./refusalPage.ts"

/** A page that is there already, to be sent as it is. */
export interface ReadyPage {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

/** What is shown instead of a page that there is no room for: as to somebody who is not signed in, and has come in by the first page. */
export const busyPage = async (): Promise<ReadyPage> => {
  const visit = { principal: anonymous, path: "/", theme: undefined, formToken: undefined }
  const shown = refusalPage(noRoom, visit)
  return {
    status: shown.status ?? 503,
    text: `${await layout(shown, visit)}`,
    headers: {
      ...pagePolicy("'none'"),
      ...shown.headers,
      "content-type": "text/html; charset=utf-8",
      "cache-control": "private, no-store",
      vary: "cookie"
    }
  }
}
