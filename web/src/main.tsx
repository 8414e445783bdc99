import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./shell/App";
import { allowStyles } from "./shell/styles";
import "antd/dist/reset.css";
import "./base.css";

allowStyles();
createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
