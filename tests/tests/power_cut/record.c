/*
 * Laid before a program by LD_PRELOAD: writes down each call that changes what lies under one folder, and what the
 * program says on standard output, in the order in which they happened.
 *
 * It changes nothing and decides nothing: what of all this a power cut would have left is for whoever reads the log
 * (`disk.rs`). It is in C because the calls with a variable number of arguments can be taken the place of in no
 * other way without unsafe code. What it does not know how to write down ends the program aloud, so that no log
 * lies by leaving something out.
 *
 *   NIDA_RECORD_OF   the folder, absolute and without symbolic links
 *   NIDA_RECORD_TO   the log, outside of it; appended to
 *   NIDA_RECORD_END  after so many records the program is killed (none: never)
 *   NIDA_RECORD_ANSWERS  where it is set, what goes out over TCP is recorded too
 *
 * A record is a kind, a file's inode, a number and some bytes, as `log.rs` reads them:
 *
 *   c  file `bytes` was made                   u  name `bytes` of a file was removed
 *   w  `bytes` were written at the number      r  `bytes` was renamed: from, NUL, to
 *   t  the size became the number              m  folder `bytes` was made
 *   f  the file or folder was synced           d  folder `bytes` was removed
 *   s  `bytes` were said                       a  `bytes` went out on the connection of that inode
 */

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#if __SIZEOF_POINTER__ != 8
#error "offsets are handed to the system in one piece"
#endif

/* Where the log's descriptor is kept: out of the way of those that a program counts on. */
#define LOG_FD_FROM 900
#define PATH_BYTES 4096

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static char watched[PATH_BYTES];
static size_t watched_bytes;
static int log_fd = -1;
static long records, end_after;
static int with_answers;

/* Written by the system's own call, since `write` is ours. */
static void give_up(const char *what)
{
	static const char before[] = "the recorder gives up: ";
	syscall(SYS_write, 2, before, sizeof before - 1);
	syscall(SYS_write, 2, what, strlen(what));
	syscall(SYS_write, 2, "\n", 1);
	abort();
}

__attribute__((constructor)) static void begin(void)
{
	const char *of = getenv("NIDA_RECORD_OF"), *to = getenv("NIDA_RECORD_TO");
	const char *end = getenv("NIDA_RECORD_END");
	if (!of || !to)
		return;
	watched_bytes = strlen(of);
	if (of[0] != '/' || watched_bytes == 0 || watched_bytes >= sizeof watched)
		give_up("NIDA_RECORD_OF is no absolute path");
	memcpy(watched, of, watched_bytes + 1);
	end_after = end ? atol(end) : 0;
	with_answers = getenv("NIDA_RECORD_ANSWERS") != NULL;
	int low = (int)syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	log_fd = low < 0 ? -1 : fcntl(low, F_DUPFD_CLOEXEC, LOG_FD_FROM);
	if (log_fd < 0)
		give_up("NIDA_RECORD_TO cannot be opened");
	close(low);
}

static int records_at_all(void)
{
	return log_fd >= 0;
}

/* The path below the watched folder ("" is the folder itself), or none. */
static const char *below(const char *path)
{
	if (!records_at_all() || strncmp(path, watched, watched_bytes) != 0)
		return NULL;
	if (path[watched_bytes] == '\0')
		return path + watched_bytes;
	return path[watched_bytes] == '/' ? path + watched_bytes + 1 : NULL;
}

/* The absolute path of a name in a folder. */
static void resolve(int folder, const char *name, char out[PATH_BYTES])
{
	char link[64];
	ssize_t before = 0;
	if (name[0] != '/') {
		if (folder == AT_FDCWD)
			snprintf(link, sizeof link, "/proc/self/cwd");
		else
			snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
		before = readlink(link, out, PATH_BYTES - 1);
		if (before < 0)
			before = 0;
		else
			out[before++] = '/';
	}
	if ((size_t)before + strlen(name) >= PATH_BYTES)
		give_up("a path is too long");
	strcpy(out + before, name);
}

/* Whether a descriptor is of something below the watched folder; its inode and path then. */
static int is_watched(int fd, uint64_t *inode, char path[PATH_BYTES])
{
	char link[64];
	struct stat stat;
	if (!records_at_all() || fd < 0)
		return 0;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t length = readlink(link, path, PATH_BYTES - 1);
	if (length < 0)
		return 0;
	path[length] = '\0';
	if (!below(path) || fstat(fd, &stat) != 0)
		return 0;
	*inode = stat.st_ino;
	return 1;
}

static void put_number(unsigned char *out, uint64_t number)
{
	for (int at = 0; at < 8; at++)
		out[at] = (unsigned char)(number >> (8 * at));
}

/* Appends a record in one piece; `turn` is held. */
static void record(char kind, uint64_t inode, uint64_t number, const void *bytes, size_t count)
{
	unsigned char head[25];
	head[0] = (unsigned char)kind;
	put_number(head + 1, inode);
	put_number(head + 9, number);
	put_number(head + 17, count);
	struct iovec parts[2] = {{head, sizeof head}, {(void *)bytes, count}};
	if (syscall(SYS_writev, log_fd, parts, 2) != (long)(sizeof head + count))
		give_up("the log cannot be written");
	if (++records == end_after)
		kill(getpid(), SIGKILL);
}

static void record_path(char kind, uint64_t inode, const char *path)
{
	record(kind, inode, 0, path, strlen(path));
}

/* A call and its record are one: records lie in the order of what was done. */
static int take_turn(void)
{
	return pthread_mutex_lock(&turn);
}

static void pass_turn(void)
{
	int kept = errno;
	pthread_mutex_unlock(&turn);
	errno = kept;
}

/* ---- opening ---------------------------------------------------------------------------------------------------- */

static int opened(int folder, const char *name, int flags, mode_t mode)
{
	char path[PATH_BYTES];
	struct stat before;
	if (!records_at_all() || !(flags & (O_CREAT | O_TRUNC)))
		return (int)syscall(SYS_openat, folder, name, flags, mode);
	resolve(folder, name, path);
	if (!below(path))
		return (int)syscall(SYS_openat, folder, name, flags, mode);
	if ((flags & O_TMPFILE) == O_TMPFILE)
		give_up("a file without a name");
	take_turn();
	int was_there = fstatat(AT_FDCWD, path, &before, AT_SYMLINK_NOFOLLOW) == 0;
	int fd = (int)syscall(SYS_openat, folder, name, flags, mode);
	struct stat after;
	if (fd >= 0) {
		if (fstat(fd, &after) != 0)
			give_up("what was opened cannot be looked at");
		if (!was_there)
			record_path('c', after.st_ino, below(path));
		else if ((flags & O_TRUNC) && before.st_size > 0)
			record('t', after.st_ino, 0, NULL, 0);
	}
	pass_turn();
	return fd;
}

#define MODE_OF(flags)                                     \
	mode_t mode = 0;                                   \
	if ((flags) & (O_CREAT | __O_TMPFILE)) {           \
		va_list rest;                              \
		va_start(rest, flags);                     \
		mode = va_arg(rest, mode_t);               \
		va_end(rest);                              \
	}

int open(const char *name, int flags, ...)
{
	MODE_OF(flags)
	return opened(AT_FDCWD, name, flags, mode);
}

int open64(const char *name, int flags, ...)
{
	MODE_OF(flags)
	return opened(AT_FDCWD, name, flags, mode);
}

int openat(int folder, const char *name, int flags, ...)
{
	MODE_OF(flags)
	return opened(folder, name, flags, mode);
}

int openat64(int folder, const char *name, int flags, ...)
{
	MODE_OF(flags)
	return opened(folder, name, flags, mode);
}

int creat(const char *name, mode_t mode)
{
	return opened(AT_FDCWD, name, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

int creat64(const char *name, mode_t mode)
{
	return creat(name, mode);
}

/* ---- writing ---------------------------------------------------------------------------------------------------- */

/*
 * Whether a descriptor is a connection whose answers are recorded, and its inode then. Sockets of the program with
 * itself are not: they are written to in the middle of signals, where nobody may wait for a turn.
 */
static int is_answer(int fd, uint64_t *connection)
{
	struct sockaddr_storage peer;
	socklen_t length = sizeof peer;
	struct stat stat;
	if (!with_answers || !records_at_all() || getpeername(fd, (struct sockaddr *)&peer, &length) != 0)
		return 0;
	if ((peer.ss_family != AF_INET && peer.ss_family != AF_INET6) || fstat(fd, &stat) != 0)
		return 0;
	*connection = stat.st_ino;
	return 1;
}

/* While it goes out nothing is done to the disk: what it promises has to be there before. */
ssize_t send(int fd, const void *bytes, size_t count, int flags)
{
	uint64_t connection;
	if (!is_answer(fd, &connection))
		return syscall(SYS_sendto, fd, bytes, count, flags, NULL, 0);
	take_turn();
	ssize_t taken = syscall(SYS_sendto, fd, bytes, count, flags, NULL, 0);
	if (taken > 0)
		record('a', connection, 0, bytes, (size_t)taken);
	pass_turn();
	return taken;
}

/* Writes what is watched or said, and records what the system took of it. An offset below none: at the file's own. */
static ssize_t written(int fd, const void *bytes, size_t count, off64_t offset)
{
	char path[PATH_BYTES];
	uint64_t inode = 0;
	int is_kept = is_watched(fd, &inode, path);
	int is_said = !is_kept && records_at_all() && fd == STDOUT_FILENO;
	if (!is_said && !is_kept && offset < 0 && is_answer(fd, &inode))
		return send(fd, bytes, count, MSG_NOSIGNAL);
	if (!is_said && !is_kept)
		return offset < 0 ? syscall(SYS_write, fd, bytes, count)
				  : syscall(SYS_pwrite64, fd, bytes, count, offset);
	take_turn();
	ssize_t taken = offset < 0 ? syscall(SYS_write, fd, bytes, count)
				   : syscall(SYS_pwrite64, fd, bytes, count, offset);
	if (taken > 0 && is_said)
		record('s', 0, 0, bytes, (size_t)taken);
	else if (taken > 0) {
		off64_t at = offset < 0 ? lseek64(fd, 0, SEEK_CUR) - taken : offset;
		record('w', inode, (uint64_t)at, bytes, (size_t)taken);
	}
	pass_turn();
	return taken;
}

ssize_t write(int fd, const void *bytes, size_t count)
{
	return written(fd, bytes, count, -1);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset)
{
	return written(fd, bytes, count, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset)
{
	return written(fd, bytes, count, offset);
}

/* One part at a time, as whoever calls has to expect: less may be taken than was given. */
ssize_t writev(int fd, const struct iovec *parts, int count)
{
	for (int at = 0; at < count; at++)
		if (parts[at].iov_len > 0)
			return written(fd, parts[at].iov_base, parts[at].iov_len, -1);
	return 0;
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset)
{
	for (int at = 0; at < count; at++)
		if (parts[at].iov_len > 0)
			return written(fd, parts[at].iov_base, parts[at].iov_len, offset);
	return 0;
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset)
{
	return pwritev(fd, parts, count, offset);
}

/* What moves bytes within the system is said not to be there: whoever copies goes on by reading and writing. */
static int not_there(int fd)
{
	char path[PATH_BYTES];
	uint64_t inode;
	if (!is_watched(fd, &inode, path))
		return 0;
	errno = ENOSYS;
	return 1;
}

ssize_t copy_file_range(int from, off64_t *at_from, int to, off64_t *at_to, size_t count, unsigned flags)
{
	return not_there(to) ? -1 : syscall(SYS_copy_file_range, from, at_from, to, at_to, count, flags);
}

ssize_t sendfile(int to, int from, off_t *at, size_t count)
{
	return not_there(to) ? -1 : syscall(SYS_sendfile, to, from, at, count);
}

ssize_t sendfile64(int to, int from, off64_t *at, size_t count)
{
	return not_there(to) ? -1 : syscall(SYS_sendfile, to, from, at, count);
}

ssize_t splice(int from, off64_t *at_from, int to, off64_t *at_to, size_t count, unsigned flags)
{
	return not_there(to) ? -1 : syscall(SYS_splice, from, at_from, to, at_to, count, flags);
}

/* SQLite maps its `-shm`, which is no data: it is made anew from the WAL. Nothing else may be changed unseen. */
void *mmap(void *where, size_t count, int protection, int flags, int fd, off_t offset)
{
	char path[PATH_BYTES];
	uint64_t inode;
	if ((protection & PROT_WRITE) && (flags & MAP_SHARED) && is_watched(fd, &inode, path)) {
		size_t length = strlen(path);
		if (length < 4 || strcmp(path + length - 4, "-shm") != 0)
			give_up("a file is mapped to be written");
	}
	return (void *)syscall(SYS_mmap, where, count, protection, flags, fd, offset);
}

void *mmap64(void *where, size_t count, int protection, int flags, int fd, off64_t offset)
{
	return mmap(where, count, protection, flags, fd, offset);
}

/* ---- sizes ------------------------------------------------------------------------------------------------------ */

int ftruncate(int fd, off_t size)
{
	char path[PATH_BYTES];
	uint64_t inode;
	if (!is_watched(fd, &inode, path))
		return (int)syscall(SYS_ftruncate, fd, size);
	take_turn();
	int done = (int)syscall(SYS_ftruncate, fd, size);
	if (done == 0)
		record('t', inode, (uint64_t)size, NULL, 0);
	pass_turn();
	return done;
}

int ftruncate64(int fd, off64_t size)
{
	return ftruncate(fd, size);
}

int truncate(const char *name, off_t size)
{
	int fd = opened(AT_FDCWD, name, O_WRONLY | O_CLOEXEC, 0);
	int done = fd < 0 ? -1 : ftruncate(fd, size);
	if (fd >= 0)
		close(fd);
	return done;
}

int truncate64(const char *name, off64_t size)
{
	return truncate(name, size);
}

int fallocate(int fd, int mode, off_t offset, off_t count)
{
	return not_there(fd) ? -1 : (int)syscall(SYS_fallocate, fd, mode, offset, count);
}

int fallocate64(int fd, int mode, off64_t offset, off64_t count)
{
	return fallocate(fd, mode, offset, count);
}

/* Grows the file as the system would where it has no call for it, by its size alone. */
int posix_fallocate(int fd, off_t offset, off_t count)
{
	char path[PATH_BYTES];
	uint64_t inode;
	struct stat stat;
	if (!is_watched(fd, &inode, path)) {
		int kept = errno;
		int failed = syscall(SYS_fallocate, fd, 0, offset, count) == 0 ? 0 : errno;
		errno = kept;
		return failed;
	}
	if (fstat(fd, &stat) != 0)
		return errno;
	return stat.st_size < offset + count && ftruncate(fd, offset + count) != 0 ? errno : 0;
}

int posix_fallocate64(int fd, off64_t offset, off64_t count)
{
	return posix_fallocate(fd, offset, count);
}

/* ---- syncing ---------------------------------------------------------------------------------------------------- */

static int synced(int fd, long call)
{
	char path[PATH_BYTES];
	uint64_t inode;
	if (!is_watched(fd, &inode, path))
		return (int)syscall(call, fd);
	take_turn();
	int done = (int)syscall(call, fd);
	if (done == 0)
		record('f', inode, 0, NULL, 0);
	pass_turn();
	return done;
}

int fsync(int fd)
{
	return synced(fd, SYS_fsync);
}

/* The size of a file is among what it needs to be read back, so here both are the same. */
int fdatasync(int fd)
{
	return synced(fd, SYS_fdatasync);
}

/* ---- names ------------------------------------------------------------------------------------------------------ */

static int renamed(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
	char from_path[PATH_BYTES], to_path[PATH_BYTES], both[2 * PATH_BYTES];
	if (!records_at_all())
		return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
	resolve(from_folder, from, from_path);
	resolve(to_folder, to, to_path);
	const char *was = below(from_path), *is = below(to_path);
	if (!was && !is)
		return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
	if (!was || !is || (flags & ~RENAME_NOREPLACE))
		give_up("a rename into the folder, out of it, or of two files for each other");
	take_turn();
	int done = (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
	if (done == 0) {
		size_t first = strlen(was) + 1, second = strlen(is);
		memcpy(both, was, first);
		memcpy(both + first, is, second);
		record('r', 0, 0, both, first + second);
	}
	pass_turn();
	return done;
}

int rename(const char *from, const char *to)
{
	return renamed(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
	return renamed(from_folder, from, to_folder, to, 0);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
	return renamed(from_folder, from, to_folder, to, flags);
}

static int removed(int folder, const char *name, int flags)
{
	char path[PATH_BYTES];
	if (!records_at_all())
		return (int)syscall(SYS_unlinkat, folder, name, flags);
	resolve(folder, name, path);
	if (!below(path))
		return (int)syscall(SYS_unlinkat, folder, name, flags);
	take_turn();
	int done = (int)syscall(SYS_unlinkat, folder, name, flags);
	if (done == 0)
		record_path(flags & AT_REMOVEDIR ? 'd' : 'u', 0, below(path));
	pass_turn();
	return done;
}

int unlink(const char *name)
{
	return removed(AT_FDCWD, name, 0);
}

int unlinkat(int folder, const char *name, int flags)
{
	return removed(folder, name, flags);
}

int rmdir(const char *name)
{
	return removed(AT_FDCWD, name, AT_REMOVEDIR);
}

int remove(const char *name)
{
	int done = removed(AT_FDCWD, name, 0);
	return done != 0 && errno == EISDIR ? removed(AT_FDCWD, name, AT_REMOVEDIR) : done;
}

int mkdirat(int folder, const char *name, mode_t mode)
{
	char path[PATH_BYTES];
	struct stat made;
	if (!records_at_all())
		return (int)syscall(SYS_mkdirat, folder, name, mode);
	resolve(folder, name, path);
	if (!below(path))
		return (int)syscall(SYS_mkdirat, folder, name, mode);
	take_turn();
	int done = (int)syscall(SYS_mkdirat, folder, name, mode);
	if (done == 0) {
		if (fstatat(AT_FDCWD, path, &made, AT_SYMLINK_NOFOLLOW) != 0)
			give_up("a folder that was made cannot be looked at");
		record_path('m', made.st_ino, below(path));
	}
	pass_turn();
	return done;
}

int mkdir(const char *name, mode_t mode)
{
	return mkdirat(AT_FDCWD, name, mode);
}

static int linked(int folder, const char *name)
{
	char path[PATH_BYTES];
	if (!records_at_all())
		return 0;
	resolve(folder, name, path);
	if (below(path))
		give_up("a second name for a file");
	return 0;
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
	linked(to_folder, to);
	return (int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to)
{
	return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int symlinkat(const char *target, int folder, const char *name)
{
	linked(folder, name);
	return (int)syscall(SYS_symlinkat, target, folder, name);
}

int symlink(const char *target, const char *name)
{
	return symlinkat(target, AT_FDCWD, name);
}
