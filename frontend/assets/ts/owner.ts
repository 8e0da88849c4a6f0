import "./form";
import "./share";
import "./uploader";
import { start } from "./page";

start();
