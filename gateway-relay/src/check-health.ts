// The container's HEALTHCHECK: exit code 0 when the relay on this machine says that it is well, 1 otherwise.

try {
  const response = await fetch(`http://127.0.0.1:${process.env.PORT || 8080}/health`);
  console.log(await response.text());
  process.exit(response.ok ? 0 : 1);
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  process.exit(1);
}
