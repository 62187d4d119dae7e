-- Sends the requests of a file, which are parted by NUL, in their order; from a place between 0 and 1 on.
local requests, last = {}, 0

function init(args)
  local file = assert(io.open(args[1], "rb"))
  for each in file:read("*a"):gmatch("[^%z]+") do requests[#requests + 1] = each end
  file:close()
  last = math.floor(#requests * tonumber(args[2]))
end

function request()
  last = last % #requests + 1
  return requests[last]
end

function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format(
    'FOUND {"requests": %d, "bytes": %d, "seconds": %f, "failed": %d, "refused": %d, "p50": %f, "p99": %f, "max": %f}\n',
    summary.requests, summary.bytes, summary.duration / 1e6,
    errors.connect + errors.read + errors.write + errors.timeout, errors.status,
    latency:percentile(50) / 1e6, latency:percentile(99) / 1e6, latency.max / 1e6))
end
