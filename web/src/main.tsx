import { createRoot } from "react-dom/client";
import "./layers.css";
import "virtual:antd/Shared.css";
import "virtual:antd/Variables.css";
import { App } from "./shell/App";
import { standStill } from "./shell/motion";
import { allowStyles } from "./shell/styles";
import "./base.css";

allowStyles();
standStill();
createRoot(document.getElementById("root")!).render(<App />);
