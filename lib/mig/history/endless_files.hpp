#pragma once

#include <string>

#include "mig/base/result.hpp"
#include "mig/history/libgit2.hpp"

/// libgit2 opens whatever lies at a name, and a FIFO or a device keeps it waiting for ever. So what
/// it is about to read is looked at before it does.
namespace mig::history {

/// Refuses a FIFO or a device, at the end of links as well. What is not there is fine.
Result<void> refuse_endless(const std::string& path);

/// The same of every file that is read to open the repository around a folder: of all folders of
/// git that may be found from there on upwards, linked ones as well; not of those that objects
/// are borrowed from.
Result<void> refuse_endless_repository(const std::string& folder);

/// Of a folder of objects, which ends with a '/': its packs and lists. Loose objects have a reader
/// of their own.
Result<void> refuse_endless_objects(const std::string& objects);

/// Of a reference, and of those that it names in turn. "HEAD" or "refs/heads/main"; a name that is
/// none is fine.
Result<void> refuse_endless_reference(git_repository& repository, const std::string& name);

}  // namespace mig::history
