import * as Memory from "@laurel/adapters/memory"
import { boardsContract } from "@laurel/core/contracts"

boardsContract("memory", Memory.layerBoards)
