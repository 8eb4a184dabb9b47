// libtorch's random numbers and its threads are the process's own: tests of training would disturb each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
