import "./form";
import "./share";
import "./filter";
import "./uploader";
import "./table";
import { start } from "./page";

start();
