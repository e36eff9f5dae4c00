#include "mig/report/secret_baseline_file.hpp"

#include "mig/report/json_text.hpp"

namespace mig::report {

std::string secret_baseline_json(const contract::SecretBaseline& baseline) {
  Json out;
  out["schema_version"] = "secret_baseline.v1";
  out["salt"] = baseline.salt;
  out["entries"] = Json::array();
  for (const auto& entry : baseline.entries) {
    out["entries"].push_back({{"rule", entry.rule},
                              {"path", entry.path},
                              {"fingerprint", entry.fingerprint},
                              {"count", entry.count}});
  }
  return json_text(out) + "\n";
}

}  // namespace mig::report
