#include <array>

#include "mig/contract/direction_check.hpp"
#include "mig/contract/direction_tables.hpp"

namespace mig::contract {
namespace {

// In the order of the trust policy.
constexpr std::array kTable{
    Direction{.key = "schema_version", .looser = Looser::never, .why = "There is one version."},
    Direction{.key = "default", .looser = Looser::never, .why = "It can only be deny."},
    Direction{.key = "keys[]",
              .looser = Looser::more,
              .concern = Concern::trust,
              .identity = "id",
              .why = "Signatures of another key count."},
    Direction{.key = "keys[].id",
              .looser = Looser::never,
              .why = "Tells the items apart: with another one it is another item."},
    Direction{.key = "keys[].algorithm",
              .looser = Looser::any_change,
              .concern = Concern::trust,
              .why = "Signatures are verified in another way."},
    Direction{.key = "keys[].signature_encoding",
              .looser = Looser::any_change,
              .concern = Concern::trust,
              .absent = "raw",
              .why = "Signatures are read in another way."},
    Direction{.key = "keys[].public_key",
              .looser = Looser::any_change,
              .concern = Concern::trust,
              .why = "It is another key.",
              .is_hidden = true},
    Direction{.key = "keys[].principal",
              .looser = Looser::any_change,
              .concern = Concern::trust,
              .why = "Its signatures are the word of somebody else."},
    Direction{.key = "keys[].roles",
              .looser = Looser::any_change,
              .concern = Concern::trust,
              .why = "A further role lets it say more; without runner and witness its holder may "
                     "approve what that key ran."},
    Direction{.key = "keys[].environments",
              .looser = Looser::more,
              .concern = Concern::trust,
              .why = "It may sign receipts of a further environment."},
    Direction{.key = "keys[].valid_from",
              .looser = Looser::earlier,
              .concern = Concern::trust,
              .why = "Signatures of an earlier moment count."},
    Direction{.key = "keys[].valid_until",
              .looser = Looser::later,
              .concern = Concern::trust,
              .why = "Signatures of a later moment count."},
    Direction{
        .key = "keys[].revoked",
        .looser = Looser::left_out,
        .concern = Concern::trust,
        .why = "What a revoked key signed never counts; without the revocation it does again."},
    Direction{.key = "keys[].revoked.at",
              .looser = Looser::never,
              .why = "Nothing that it signed counts, whenever it was revoked."},
    Direction{.key = "keys[].revoked.reason", .looser = Looser::never, .why = "Text for people."},
    Direction{.key = "rules[]",
              .looser = Looser::more,
              .concern = Concern::trust,
              .identity = "environment",
              .why = "Receipts of an environment without a rule are denied."},
    Direction{.key = "rules[].environment",
              .looser = Looser::never,
              .why = "Tells the items apart: with another one it is another item."},
    Direction{.key = "rules[].threshold",
              .looser = Looser::lower,
              .concern = Concern::trust,
              .absent = "1",
              .why = "Fewer signatures are enough."},
    Direction{.key = "rules[].distinct_principals",
              .looser = Looser::off,
              .concern = Concern::trust,
              .absent = "true",
              .why = "One principal with several keys is enough."},
    Direction{.key = "rules[].roles",
              .looser = Looser::more,
              .concern = Concern::trust,
              .absent = "runner",
              .why = "A key with any of the roles counts."},
    Direction{.key = "rules[].max_age_days",
              .looser = Looser::higher,
              .concern = Concern::trust,
              .why = "Older receipts are accepted; without it all are."},
};

MIG_CHECK_DIRECTIONS(MIG_KEYS_OF_TRUST);

}  // namespace

std::span<const Direction> trust_directions() {
  return kTable;
}

}  // namespace mig::contract
