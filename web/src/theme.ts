import type { ThemeConfig } from "antd";

/** The styles of antd are built (`antdStyles.ts`); what stands here reaches them as CSS variables of the class `ours`,
 * which the root of the page has. */
const BUILT: ThemeConfig = { hashed: false, zeroRuntime: true, cssVar: { key: "ours" } };

/** The look: quiet, one calm green; red is late, amber is soon, and nothing else has a colour. */
export const theme: ThemeConfig = {
  ...BUILT,
  token: {
    colorPrimary: "#1f6f54",
    colorInfo: "#1f6f54",
    colorLink: "#1a6049",
    colorError: "#b42318",
    colorWarning: "#9a5b00",
    colorSuccess: "#1f6f54",
    colorTextSecondary: "#5a625e",
    colorTextTertiary: "#6b726e",
    colorTextPlaceholder: "#6b726e",
    colorTextDescription: "#5a625e",
    colorWarningBg: "#fdf6e7",
    colorWarningBorder: "#ecd9ae",
    colorErrorBg: "#fdf2f1",
    colorErrorBorder: "#f1c7c2",
    colorInfoBg: "#eef5f1",
    colorInfoBorder: "#c6ddd2",
    colorBgLayout: "#f5f6f4",
    borderRadius: 6,
    fontSize: 15,
    controlHeight: 36,
    fontFamily:
      "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
    motionDurationMid: "0.12s",
    motionDurationSlow: "0.16s",
  },
};

/** What is pressed here is pressed by a finger, as a media query. */
export const FINGER = "(max-width: 767.98px), (pointer: coarse)";

/** On a phone or a tablet everything a finger presses is 44 pixels high. */
export const touchTheme: ThemeConfig = {
  ...BUILT,
  token: { ...theme.token, controlHeight: 44, controlHeightSM: 44, fontSize: 16 },
};
