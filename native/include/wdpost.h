/*
 * libwdpost: WindowPoSt and WinningPoSt over filecoin-proofs-api 19.1.0.
 *
 * Every fp_result* belongs to the caller, who frees it with fp_result_free; what its accessors lend is
 * valid until then. Arguments are copied before a call computes and may be freed when it returns. JSON is
 * UTF-8. All functions may be called from any thread. Calls that compute do so on a thread of their own
 * (16 MiB of stack) while the caller waits; one SNARK runs at a time, others wait for it.
 *
 * post:     0-4 winning, 5-9 window V1, 10-14 window V1_2 ("V1_1" on chain); 2KiB 8MiB 512MiB 32GiB 64GiB
 * seal:     0-4 V1, 5-9 V1_1, in the same order of sizes
 * seed:     32 bytes, seed[31] & 0xc0 == 0
 * prover:   32 bytes, the varint of the miner's actor id padded with zeroes
 * replica:  {"id":1,"commR":"<64 hex digits>","sealed":"/path","cache":"/path"}
 * sector:   {"id":1,"commR":"<64 hex digits>"}
 * job:      a token of fp_job_new, or 0 for none
 */
#ifndef WDPOST_H
#define WDPOST_H

#include <stdint.h>

#define FP_ABI_VERSION 1

#define FP_OK 0
#define FP_BAD_ARGUMENT 1
#define FP_FAULTY_SECTORS 2 /* json: {"faults":[{"id":1,"code":"missing","reason":"..."}]} */
#define FP_PARAMS_MISSING 3
#define FP_IO 4
#define FP_CANCELLED 5
#define FP_PANIC 6
#define FP_INTERNAL 7
#define FP_BUSY 8 /* reserved */
#define FP_CONFIGURATION 9
#define FP_PARAMS_INVALID 10

typedef struct fp_result fp_result;

int32_t fp_abi_version(void);

/* Results. */
int32_t fp_result_status(const fp_result *);
const uint8_t *fp_result_error(const fp_result *, uint64_t *len);
const uint8_t *fp_result_json(const fp_result *, uint64_t *len);
uint64_t fp_result_blob_count(const fp_result *);
const uint8_t *fp_result_blob(const fp_result *, uint64_t index, uint64_t *len);
void fp_result_free(fp_result *);

/* Call first: {"paramDir","parentDir","tmpDir","rayonThreads","vanillaThreads","sectorTimeoutMillis",
   "logLevel"}, all optional. Sets environment variables of the process, which the proofs library reads
   once. A second call must name the same directories or none. */
fp_result *fp_init(const uint8_t *json, uint64_t len);
/* Before fp_init, on the thread that calls it: memory comes from that NUMA node while it has some. */
fp_result *fp_prefer_numa_node(int32_t node);
/* json: versions, features, gpus, effective settings, stale environment variables. */
fp_result *fp_info(void);
/* json: {"lines":[{"at":millis,"level","target","message"}],"dropped":0}; holds 4096 lines. */
fp_result *fp_log_drain(uint32_t max_lines);

/* Jobs: progress {"phase":"WAITING|VANILLA|SNARK|VERIFY","done":0,"total":0,"cancelled":false}. Cancelling
   takes effect between two sectors and before a SNARK. */
uint64_t fp_job_new(void);
/* From now, negative for none. close: the proof is worth nothing afterwards, so sectors are read for half of
   that time, or for all but 1.5 times what the SNARKs took before if that is more, and one sector for a
   quarter of the time for all, at most. retry: fp_window_post fails with FP_IO before that if not one sector
   of a store can be read, as another machine may have it; later it goes on without. */
void fp_job_limits(uint64_t job, int64_t close_millis, int64_t retry_millis);
void fp_job_cancel(uint64_t job);
fp_result *fp_job_progress(uint64_t job);
void fp_job_free(uint64_t job);

/* Parameters. json: {"params":{"path","state":"ok|missing|invalid","size","problem"},"vk":{..},
   "canProve","canVerify","problem","cid"}. Generation is for 2KiB and 8MiB sectors unless forced; it is
   atomic, and processes that ask at once wait for the first. json: {"generated":true}. */
fp_result *fp_params_status(int32_t post);
fp_result *fp_params_generate(int32_t post, int32_t force);

/* Challenges, json {"<sector>":[leaves]}; for V1 they depend on the order of ids. */
fp_result *fp_post_challenges(int32_t post, const uint8_t seed[32], const uint8_t prover[32],
                              const uint64_t *ids, uint64_t count);
/* Looks at names and sizes only. */
fp_result *fp_check_sector(int32_t post, const uint8_t *replica, uint64_t len);
/* blob 0: the vanilla proof; FP_FAULTY_SECTORS with the reason if there can be none. */
fp_result *fp_vanilla_proof(int32_t post, const uint8_t *replica, uint64_t len,
                            const uint64_t *challenges, uint64_t count);
/* [replica..] in; json {"ok":[ids],"faults":[..]}, one blob for each of ok. threads 0: as set up. */
fp_result *fp_vanilla_batch(uint64_t job, int32_t post, const uint8_t seed[32], const uint8_t prover[32],
                            const uint8_t *replicas, uint64_t len, uint32_t threads);

/* WindowPoSt. fp_window_post goes the whole way (read, prove, verify) over distinct sectors: blob 0 is the
   proof of all partitions (none if no sector is good), json {"proven":[ids],"faults":[..],
   "reads":[[id,milliseconds]..],"vanillaSeconds","snarkSeconds"}. Without skip_faulty a bad sector ends it with FP_FAULTY_SECTORS. */
fp_result *fp_num_partitions(int32_t post, uint64_t sectors);
fp_result *fp_window_post(uint64_t job, int32_t post, const uint8_t seed[32], const uint8_t prover[32],
                          const uint8_t *replicas, uint64_t len, int32_t skip_faulty);
/* blob 0: 192 bytes. Vanilla proofs lie one after the other, ascending by sector. */
fp_result *fp_window_post_partition(uint64_t job, int32_t post, const uint8_t seed[32],
                                    const uint8_t prover[32], const uint8_t *vanilla,
                                    uint64_t vanilla_len, const uint64_t *lengths, uint64_t count,
                                    uint32_t partition_index);
fp_result *fp_window_post_merge(int32_t post, const uint8_t *proofs, uint64_t len);
/* json {"valid":true}; sectors is [sector..]. */
fp_result *fp_verify_window_post(int32_t post, const uint8_t seed[32], const uint8_t prover[32],
                                 const uint8_t *proof, uint64_t proof_len, const uint8_t *sectors,
                                 uint64_t len);

/* WinningPoSt. json {"indices":[n]}: places in a sector set of that length. */
fp_result *fp_winning_post_sector_challenge(int32_t post, const uint8_t seed[32],
                                            const uint8_t prover[32], uint64_t set_length);
fp_result *fp_winning_post(uint64_t job, int32_t post, const uint8_t seed[32], const uint8_t prover[32],
                           const uint8_t *vanilla, uint64_t vanilla_len, const uint64_t *lengths,
                           uint64_t count);
fp_result *fp_verify_winning_post(int32_t post, const uint8_t seed[32], const uint8_t prover[32],
                                  const uint8_t *proof, uint64_t proof_len, const uint8_t *sectors,
                                  uint64_t len);

/* Test sectors up to 512MiB: {"sealed","cache","miner","sector","ticket":"<hex>","data":"<hex>"}, data
   (one piece that fills the sector) optional. json {"commR","commD"}; a faux replica has no commD. */
fp_result *fp_seal_test_sector(int32_t seal, const uint8_t *json, uint64_t len);
fp_result *fp_fauxrep(int32_t seal, const uint8_t *json, uint64_t len);

#endif
