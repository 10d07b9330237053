import * as Memory from "@laurel/adapters/memory"
import { boardNewsContract } from "@laurel/core/contracts"

boardNewsContract("memory", Memory.layerBoardNews)
