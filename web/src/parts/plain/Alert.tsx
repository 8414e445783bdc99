import { CloseCircleFilled, ExclamationCircleFilled, InfoCircleFilled } from "@ant-design/icons";
import type { ReactNode } from "react";
import "virtual:antd/Alert-Alert.css";

const SIGNS = { info: <InfoCircleFilled />, warning: <ExclamationCircleFilled />, error: <CloseCircleFilled /> };

interface AlertProps {
  type: keyof typeof SIGNS;
  title: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
  role?: "alert" | "status";
  showIcon?: boolean;
  /** Across the whole page. */
  banner?: boolean;
}

/** A note as antd's, of which it has the styles, without its code: for what is shown first. */
export function Alert({ type, title, description, action, role = "alert", banner = false, showIcon = banner }: AlertProps) {
  const names = [
    `ant-alert ours ant-alert-outlined ant-alert-${type}`,
    description && "ant-alert-with-description",
    !showIcon && "ant-alert-no-icon",
    banner && "ant-alert-banner",
  ];
  return (
    <div className={names.filter(Boolean).join(" ")} role={role}>
      {showIcon && <span className="ant-alert-icon">{SIGNS[type]}</span>}
      <div className="ant-alert-section">
        <div className="ant-alert-title">{title}</div>
        {description && <div className="ant-alert-description">{description}</div>}
      </div>
      {action && <div className="ant-alert-actions">{action}</div>}
    </div>
  );
}
