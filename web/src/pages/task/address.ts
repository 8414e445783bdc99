export const taskAddress = (caseId: string, task: string) => `/tasks/${caseId}/${encodeURIComponent(task)}`;

/** The same in the API. */
export const taskPath = (caseId: string, task: string) => `/tasks/${caseId}/${encodeURIComponent(task)}`;
