// The hidden field that shows a form to be the session's own. Every form that changes something has it.

export const Csrf = ({ token }: { token: string }) => <input type="hidden" name="csrf" value={token} />;
