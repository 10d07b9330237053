import * as Memory from "@laurel/adapters/memory"
import { allStories } from "../../core/contracts/stories/index.ts"

allStories("memory", Memory.layer)
