import * as Memory from "@laurel/adapters/memory"
import { allStories } from "@laurel/core/contracts"

allStories("memory", Memory.layer)
