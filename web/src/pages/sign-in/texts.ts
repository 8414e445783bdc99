import { texts } from "~/texts/texts";

export const signInTexts = texts({
  title: ["登录办结", "Sign in to Banjie"],
  userName: ["用户名", "User name"],
  password: ["密码", "Password"],
  signIn: ["登录", "Sign in"],
  with: ["用 {provider} 登录", "Sign in with {provider}"],
  demonstration: ["演示账户", "Demonstration accounts"],
  demonstrationHelp: ["点一下即可登录；所有数据都是虚构的。建议从这几位开始：", "One tap signs you in. Everything here is made up. Good ones to begin with:"],
  findAccount: ["其他人：按姓名、部门、岗位查找", "Everybody else: find by name, department or post"],
  change: ["请设置新密码", "Please choose a new password"],
  changeHelp: ["首次登录须更换密码。", "The first password has to be changed."],
  before: ["当前密码", "Current password"],
  fresh: ["新密码", "New password"],
  again: ["再输入一次", "New password again"],
  differ: ["两次输入不一致", "The two are not the same"],
  ownHelp: ["至少 10 个字符，不含姓名。修改后其他设备退出登录，令牌失效。", "At least 10 characters, not your name. Other devices are signed out, tokens end."],
  changed: ["密码已修改", "The password is changed"],
  saveOwn: ["修改密码", "Change the password"],
  save: ["保存并继续", "Save and go on"],
  failed: ["身份提供方登录没有成功，请重试。", "Signing in with the provider did not succeed. Please try again."],
  otherLanguage: ["English", "中文"],
});
