import * as Memory from "@laurel/adapters/memory"
import { allCrashes } from "@laurel/core/contracts"

allCrashes("memory", Memory.layer)
