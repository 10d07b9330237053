import { challengePage } from "./boards/challengePage.ts"
import { dayPage } from "./boards/dayPage.ts"
import { homePage } from "./boards/homePage.ts"
import { participantPage } from "./boards/participantPage.ts"
import { embedPage } from "./embed/embedPage.ts"
import { chooseTheme, signIn, signInPage, signOut } from "./session/signIn.ts"
import { settlementActions } from "./settlement/actions.ts"
import { settlementPage } from "./settlement/settlementPage.ts"
import type { Action, Page } from "./visit/Visit.ts"

/** All pages. */
export const pages: ReadonlyArray<Page> = [
  homePage,
  challengePage,
  dayPage,
  participantPage,
  settlementPage,
  embedPage,
  signInPage
]

/** All that forms on them can do. */
export const actions: ReadonlyArray<Action> = [signIn, signOut, chooseTheme, ...settlementActions]
