/* Stands in, under wine only, for the bcryptprimitives.dll of Windows: what is written in Rust takes its random bytes there. */
#include <stddef.h>

__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *, unsigned long); /* RtlGenRandom, of advapi32 */

__declspec(dllexport) int __stdcall ProcessPrng(void *to, size_t bytes) { return SystemFunction036(to, (unsigned long)bytes); }
