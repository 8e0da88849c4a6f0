import "./form";
import "./share";
import "./table";
import "./uploader";
import { start } from "./page";

start();
