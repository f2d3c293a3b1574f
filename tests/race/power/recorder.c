/*
 * Loaded before everything else into the server and the processes that it makes (LD_PRELOAD): writes down what is done to
 * one database file and its write-ahead log, and when a success begins to leave for a client, in one order over all
 * threads and processes. Compiled by record.ts:  cc -shared -fPIC -O2 -o recorder.so recorder.c -ldl
 *
 * RECORD_DATABASE: the file; RECORD_TO: where it is written down, as records of the structure below and their bytes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { WRITE = 1, TRUNCATE = 2, SYNC_BEGINS = 3, SYNC_ENDS = 4, UNLINK = 5, ANSWER = 6 };
enum file { NONE = 0, DATABASE = 1, LOG = 2 };

struct record {
  uint32_t kind;
  uint32_t file;
  uint64_t at; /* offset of a write, or new length */
  uint32_t process;
  uint32_t length; /* of the bytes that follow */
};

/* As much of an answer as names its visit. */
#define ANSWER_BYTES 4096

static int out = -1;
static char database[PATH_MAX], log_name[PATH_MAX + 8];

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_pwrite64)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static int (*real_ftruncate)(int, off_t);
static int (*real_ftruncate64)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);

static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
  real_pwrite = next("pwrite");
  real_pwrite64 = next("pwrite64");
  real_write = next("write");
  real_writev = next("writev");
  real_ftruncate = next("ftruncate");
  real_ftruncate64 = next("ftruncate64");
  real_fsync = next("fsync");
  real_fdatasync = next("fdatasync");
  real_unlink = next("unlink");
  const char *file = getenv("RECORD_DATABASE"), *to = getenv("RECORD_TO");
  if (!file || !to || strlen(file) >= PATH_MAX) return;
  strcpy(database, file);
  strcpy(log_name, file);
  strcat(log_name, "-wal");
  out = open(to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static enum file named(const char *path) {
  if (strcmp(path, database) == 0) return DATABASE;
  return strcmp(path, log_name) == 0 ? LOG : NONE;
}

static enum file file_of(int fd) {
  if (out < 0) return NONE;
  char link[32] = "/proc/self/fd/", digits[16], path[PATH_MAX];
  int length = 0, rest = fd;
  if (fd < 0) return NONE;
  do digits[length++] = (char)('0' + rest % 10);
  while ((rest /= 10) > 0);
  char *end = link + strlen(link);
  while (length > 0) *end++ = digits[--length];
  *end = 0;
  ssize_t size = readlink(link, path, sizeof path - 1);
  if (size < 0) return NONE;
  path[size] = 0;
  return named(path);
}

/* One write of its own: appended as a whole, whoever else appends. Half a recording would be worse than none. */
static void put(enum kind kind, enum file file, uint64_t at, const void *bytes, size_t length) {
  struct record record = {kind, file, at, (uint32_t)getpid(), (uint32_t)length};
  struct iovec parts[2] = {{&record, sizeof record}, {(void *)bytes, length}};
  if (real_writev(out, parts, length > 0 ? 2 : 1) != (ssize_t)(sizeof record + length)) abort();
}

static void put_written(int fd, const void *bytes, ssize_t written, off_t at) {
  enum file file = written > 0 ? file_of(fd) : NONE;
  if (file != NONE) put(WRITE, file, (uint64_t)at, bytes, (size_t)written);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  ssize_t written = real_pwrite(fd, bytes, count, at);
  put_written(fd, bytes, written, at);
  return written;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t at) {
  ssize_t written = real_pwrite64(fd, bytes, count, at);
  put_written(fd, bytes, written, at);
  return written;
}

static int succeeds(const void *bytes, size_t count) {
  return out >= 0 && count > 12 && memcmp(bytes, "HTTP/1.1 20", 11) == 0;
}

/* Before its first byte leaves: from here on somebody may have read it. */
ssize_t write(int fd, const void *bytes, size_t count) {
  if (succeeds(bytes, count)) put(ANSWER, NONE, 0, bytes, count < ANSWER_BYTES ? count : ANSWER_BYTES);
  return real_write(fd, bytes, count);
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (count > 0 && succeeds(parts[0].iov_base, parts[0].iov_len)) {
    char bytes[ANSWER_BYTES];
    size_t length = 0;
    for (int part = 0; part < count && length < sizeof bytes; part++) {
      size_t room = sizeof bytes - length, size = parts[part].iov_len < room ? parts[part].iov_len : room;
      memcpy(bytes + length, parts[part].iov_base, size);
      length += size;
    }
    put(ANSWER, NONE, 0, bytes, length);
  }
  return real_writev(fd, parts, count);
}

int ftruncate(int fd, off_t length) {
  enum file file = file_of(fd);
  int done = real_ftruncate(fd, length);
  if (done == 0 && file != NONE) put(TRUNCATE, file, (uint64_t)length, 0, 0);
  return done;
}

int ftruncate64(int fd, off_t length) {
  enum file file = file_of(fd);
  int done = real_ftruncate64(fd, length);
  if (done == 0 && file != NONE) put(TRUNCATE, file, (uint64_t)length, 0, 0);
  return done;
}

/* What was written before it begins is on the disk when it ends; what others write meanwhile need not be. */
static int synced(int fd, int (*sync)(int)) {
  enum file file = file_of(fd);
  if (file != NONE) put(SYNC_BEGINS, file, 0, 0, 0);
  int done = sync(fd);
  if (done == 0 && file != NONE) put(SYNC_ENDS, file, 0, 0, 0);
  return done;
}

int fsync(int fd) { return synced(fd, real_fsync); }

int fdatasync(int fd) { return synced(fd, real_fdatasync); }

int unlink(const char *path) {
  enum file file = out < 0 ? NONE : named(path);
  int done = real_unlink(path);
  if (done == 0 && file != NONE) put(UNLINK, file, 0, 0, 0);
  return done;
}
