// Included before everything else into better-sqlite3 when it is compiled (scripts/start.mjs).
//
// Since 24.19 the headers of Node let every wrapped object, and so every statement, ask for its environment when it is
// collected. There is none while no script runs, and the process is aborted: within seconds under load. It is left out
// here, as it was before 24.19 and is in Node 20 and 22 (docs/decisions/030; nodejs/node#65446).
#include <node.h>

#define AddEnvironmentCleanupHook(isolate, hook, what) ((void)0)
#define RemoveEnvironmentCleanupHook(isolate, hook, what) ((void)0)
#include <node_object_wrap.h>
#undef AddEnvironmentCleanupHook
#undef RemoveEnvironmentCleanupHook
