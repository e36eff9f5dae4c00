#pragma once

#include <string>
#include <string_view>

#include "mig/base/result.hpp"
#include "mig/report/shard_file.hpp"

namespace mig::app {

/// Why two parts do not fit together that were judged with another option; `member` names it.
Error other_option(const std::string& file, const std::string& other, std::string_view member);

/// Why a part does not fit the run that puts it together: it stands on something else.
Error other_ground(const std::string& file, std::string_view member,
                   const report::ShardGround& part, const report::ShardGround& here);

}  // namespace mig::app
