import { crashesOf } from "./crashedWorlds.ts"
import { embeddedWatched } from "./database.ts"

crashesOf("the embedded store", embeddedWatched())
