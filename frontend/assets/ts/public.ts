import "./form";
import "./share";
import "./gallery";
import "./buy";
import "./filter";
import { start } from "./page";

start();
